import typing


class Row(typing.NamedTuple):
    name: str
    count: int


def tally(names):
    if not isinstance(names, list):
        raise TypeError("names must be a list")
    rows = [Row(name, names.count(name)) for name in dict.fromkeys(names)]
    return sorted(rows, key=lambda row: (-row.count, row.name))
