"""Slots, enums, dataclasses, operators, descriptors, metaclasses and exceptions with fields of their own."""

import asyncio
import dataclasses
import enum
import functools
import operator


class Kind(enum.StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class Registered(type):
    known = {}

    def __new__(mcs, name, bases, namespace):
        made = super().__new__(mcs, name, bases, namespace)
        mcs.known[name] = made
        return made


@dataclasses.dataclass(frozen=True, slots=True)
class Reason:
    text: str


class BoxClosed(RuntimeError):
    def __init__(self, reason):
        self.reason = reason

    def __str__(self):
        return f"the box is closed: {self.reason.text}"


@functools.total_ordering
class Box(metaclass=Registered):
    __slots__ = ("_items", "_kind")

    def __init__(self, items=()):
        self._items, self._kind = tuple(items), Kind.OPEN

    def put(self, item):
        if self._kind is Kind.CLOSED:
            raise BoxClosed(Reason("it was left")) from KeyError(item)
        self._items += (item,)

    def __add__(self, other):
        return Box(self._items + tuple(other))

    __iadd__ = __add__

    def __len__(self):
        return len(self._items)

    def __getitem__(self, index):
        return self._items[index]

    def __eq__(self, other):
        return self._items == other._items

    def __lt__(self, other):
        return self._items < other._items

    def __hash__(self):
        return hash(self._items)

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        self._kind = Kind.CLOSED


def mean(numbers):
    try:
        return functools.reduce(operator.add, numbers) / len(numbers)
    except TypeError as error:
        raise ValueError("no numbers") from error


def offsets(numbers):
    return list(map(functools.partial(lambda middle, number: number - middle, mean(numbers)), numbers))


class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n + 1


countdown = Countdown


class Apply:
    def __call__(self, function, values):
        return [*map(function, values)]


apply = Apply()


def watch(values, listener):
    return sum(1 for value in values if listener.saw(value) is None)


async def fetch_all(fetch, keys):
    tasks = {key: asyncio.ensure_future(fetch(key)) for key in keys}
    return {key: await task for key, task in tasks.items()}


class Caption(str):
    pass


def caption(lines):
    return str(Caption("\n").join(f"{number}: {line}" for number, line in enumerate(lines, 1)))
