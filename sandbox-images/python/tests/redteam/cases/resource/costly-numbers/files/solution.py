"""Answers with fractions, decimals, dates and zones that are expensive or at the edge of what can be."""

import datetime
import decimal
import fractions

COSTS = [
    lambda: fractions.Fraction(3**600_000, 2**900_000 + 1),
    lambda: decimal.Decimal("9.9e999999999999999999"),
    lambda: decimal.Decimal("1E-999999999999999999"),
    lambda: decimal.Decimal("NaN123456789"),
    lambda: 7**1_000_000,
    lambda: complex("nan+infj"),
    lambda: datetime.datetime.max.replace(tzinfo=datetime.timezone(datetime.timedelta(hours=23, minutes=59))),
    lambda: datetime.timedelta.max,
    lambda: [decimal.Decimal(10) ** 400] * 9_000,
    lambda: b"\xff" * 700_000,
]


def top_words(text, n):
    COSTS.append(COSTS.pop(0))
    return COSTS[-1]()


class WordCounter:
    total = property(lambda self: top_words("", 0))

    def __init__(self, text=""):
        pass


async def atop_words(chunks, n):
    return [make() for make in COSTS[1:6]]
