"""Gives back what it is given, and makes values of many types."""

import collections
import datetime
import decimal
import enum
import fractions
import pathlib
import typing
import uuid
import zoneinfo


def same(value):
    return value


class Item(typing.NamedTuple):
    word: str
    count: int

    def doubled(self):
        return self.count * 2


class Colour(enum.Enum):
    RED = "red"
    BLUE = "blue"


class Level(enum.IntEnum):
    LOW = 1
    HIGH = 2


class State(enum.StrEnum):
    OPEN = "open"


class NearlyInt(int):
    def __eq__(self, other):
        return True

    __hash__ = int.__hash__


LIMIT = 12
NAMES = ("a", "b")


def made(kind):
    return {
        "item": Item("w", 2),
        "items": [Item("w", 2), Item("v", 1)],
        "red": Colour.RED,
        "high": Level.HIGH,
        "open": State.OPEN,
        "nearly": NearlyInt(3),
        "counter": collections.Counter("aab"),
        "ordered": collections.OrderedDict(a=1),
        "default": collections.defaultdict(list, {"a": [1]}),
        "deque": collections.deque([1, 2], maxlen=3),
        "decimal": decimal.Decimal("1.50"),
        "fraction": fractions.Fraction(1, 3),
        "uuid": uuid.UUID(int=7),
        "path": pathlib.Path("a/b"),
        "aware": datetime.datetime(2024, 3, 31, 2, 30, tzinfo=datetime.timezone.utc),
        "zoned": datetime.datetime(2024, 7, 1, 12, 0, tzinfo=zoneinfo.ZoneInfo("Europe/Paris")),
        "delta": datetime.timedelta(days=1, seconds=5),
        "big": 10**80,
        "nan": float("nan"),
        "lone": "\ud800",
        "range": range(3),
        "keys": {"a": 1}.keys(),
        "deep": _nested(100),
        "wide": list(range(300_000)),
        "long": "x" * 2_000_000,
    }[kind]


def _nested(depth):
    value = []
    for _ in range(depth):
        value = [value]
    return value
