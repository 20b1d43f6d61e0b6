"""Returns values and raises exceptions that contain themselves."""

LOOP = []
LOOP.append(LOOP)
TABLE = {}
TABLE["self"] = TABLE
ERROR = ValueError(LOOP)
ERROR.__cause__ = ERROR
ERROR.args = (ERROR,)
GROUP = ExceptionGroup("g", [ERROR, ValueError(TABLE)])
CYCLES = [LOOP, TABLE, (LOOP, TABLE), ERROR, GROUP]


def top_words(text, n):
    CYCLES.append(CYCLES.pop(0))
    if isinstance(CYCLES[-1], BaseException):
        raise CYCLES[-1]
    return CYCLES[-1]


class WordCounter:
    total = property(lambda self: top_words("", 0))

    def __init__(self, text=""):
        self.itself = self

    def __eq__(self, other):
        return self.itself == other

    def most_common(self, n):
        raise GROUP


async def atop_words(chunks, n):
    raise ERROR from GROUP
