"""Answers with NaN, infinities, halves of characters, NUL and texts that change direction."""

ODD = [float("nan"), float("inf"), "\ud800", "\x00" * 100, "\u202epassed", "\x1b[2J\x1b]0;passed\x07", "\U0001f600" * 5_000]


def top_words(text, n):
    ODD.append(ODD.pop(0))
    print(str(ODD[-1]).encode("utf-8", "surrogatepass"))
    raise ValueError(ODD[-1])


class WordCounter:
    def __init__(self, text=""):
        raise AssertionError(ODD[-1], *ODD)


async def atop_words(chunks, n):
    return ODD
