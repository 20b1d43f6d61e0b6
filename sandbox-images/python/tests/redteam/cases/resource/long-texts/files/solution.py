"""Names, documentation, representations and exception texts of nearly a megabyte each, many times."""

LONG = "x" * 900_000


class Long(Exception):
    __doc__ = LONG

    def __str__(self):
        return LONG

    __repr__ = __format__ = __str__

    def __getattr__(self, name):
        return LONG


Long.__name__ = Long.__qualname__ = LONG


def top_words(text, n):
    print(LONG[:1_000])
    raise Long(LONG)


class WordCounter:
    __repr__ = lambda self: LONG

    def __init__(self, text=""):
        pass

    total = property(lambda self: [LONG])

    def add(self, text):
        raise ValueError(LONG, LONG)

    def merge(self, other):
        return Long()


async def atop_words(chunks, n):
    return LONG
