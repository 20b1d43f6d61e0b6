"""Returns values whose hashes all collide, so that a set of them takes for ever to build, and values that swell when received."""

MODULUS = (1 << 61) - 1


def tally(names):
    return [number * MODULUS for number in range(9_000)] + [(number * MODULUS, 0) for number in range(9_000)]


class Ledger:
    def __init__(self, names=()):
        pass

    total = property(lambda self: {number * MODULUS for number in range(2_000)})

    def add(self, name):
        return None

    def ranked(self):
        return [set() for _ in range(100_000)]


async def later(names):
    return [set() for _ in range(100_000)]
