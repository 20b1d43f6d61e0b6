"""Returns values that are expensive to receive, to compare or to show."""

import decimal


def deep():
    value = []
    for _ in range(50_000):
        value = [value]
    return value


VALUES = [lambda: 10**300_000, deep, lambda: "x" * (30 << 20), lambda: [[]] * 500_000, lambda: decimal.Decimal("1e999999999")]


def tally(names):
    VALUES.append(VALUES.pop(0))
    return VALUES[-1]()


class Ledger:
    def __init__(self, names=()):
        pass

    total = property(lambda self: tally([]))
    ranked = __eq__ = lambda self, *other: tally([])

    def add(self, name):
        return None

    def __repr__(self):
        return "x" * (30 << 20)


async def later(names):
    return tally(names)
