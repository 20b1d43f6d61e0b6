"""Results and exceptions whose texts, comparisons and hashes raise, exit or never return."""


class Trap(Exception):
    def __str__(self):
        raise SystemExit(0)

    def __repr__(self):
        while True:
            pass

    def __eq__(self, other):
        raise KeyboardInterrupt

    def __hash__(self):
        raise MemoryError

    def __getattr__(self, name):
        raise GeneratorExit


def tally(names):
    raise Trap


class Ledger:
    def __init__(self, names=()):
        pass

    def __eq__(self, other):
        raise KeyboardInterrupt

    def __repr__(self):
        while True:
            pass

    @property
    def total(self):
        return Trap()


async def later(names):
    return Trap()
