import dataclasses

from .names import tally


@dataclasses.dataclass(eq=False)
class Ledger:
    names: list = dataclasses.field(default_factory=list)

    def __post_init__(self):
        self.names = list(self.names)

    def add(self, name):
        self.names.append(name)

    @property
    def total(self):
        return len(self.names)

    def ranked(self):
        return tally(self.names)

    def __eq__(self, other):
        return sorted(self.names) == sorted(other.names)


async def later(names):
    return tally(names)
