"""Takes more and more memory, a little at a time."""

def tally(names):
    return []


class Ledger:
    total = 0

    def __init__(self, names=()):
        pass

    def add(self, name):
        return None

    def ranked(self):
        return []


async def later(names):
    return []


KEPT = []


def tally(names):
    while True:
        KEPT.append(bytearray(4 << 20))
