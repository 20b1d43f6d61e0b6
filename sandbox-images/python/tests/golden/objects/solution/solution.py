"""Objects with state, operators and protocols."""

import contextlib
import dataclasses
import functools


@functools.total_ordering
@dataclasses.dataclass(eq=True)
class Money:
    """An amount in one currency."""

    amount: int
    currency: str = "EUR"

    @property
    def label(self):
        return f"{self.amount} {self.currency}"

    @classmethod
    def zero(cls):
        return cls(0)

    @staticmethod
    def units():
        return ["EUR", "CHF"]

    def __add__(self, other):
        if not isinstance(other, Money):
            return NotImplemented
        return Money(self.amount + other.amount)

    def __radd__(self, other):
        return Money(self.amount + other)

    def __mul__(self, factor):
        return Money(self.amount * factor)

    def __neg__(self):
        return Money(-self.amount)

    def __lt__(self, other):
        return self.amount < other.amount

    def __bool__(self):
        return self.amount != 0

    def __hash__(self):
        return hash(self.amount)

    def __int__(self):
        return self.amount

    def __format__(self, spec):
        return format(self.amount, spec)


class Basket:
    def __init__(self, *items, **named):
        self.items = [*items, *named]

    def __len__(self):
        return len(self.items)

    def __iter__(self):
        return iter(self.items)

    def __contains__(self, item):
        return item in self.items

    def __getitem__(self, index):
        return self.items[index]

    def __setitem__(self, index, value):
        self.items[index] = value

    def __delitem__(self, index):
        del self.items[index]

    def __call__(self, word):
        return word * len(self.items)

    def __repr__(self):
        return f"Basket({self.items!r})"

    def add(self, item):
        self.items.append(item)
        return self


class Session:
    def __init__(self):
        self.log = []

    def __enter__(self):
        self.log.append("enter")
        return self

    def __exit__(self, kind, error, trace):
        self.log.append(f"exit {kind.__name__ if kind else None}")
        return kind is KeyError


@contextlib.contextmanager
def step(log):
    log.append("before")
    yield "inside"
    log.append("after")


def countdown(start):
    while start:
        sent = yield start
        start = sent if sent is not None else start - 1
    return "done"


def endless():
    number = 0
    while True:
        yield number
        number += 1


class AlwaysEqual:
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    __hash__ = None


class Liar:
    def __len__(self):
        return 1

    def __eq__(self, other):
        return "yes"

    def __bool__(self):
        return True


def same_money():
    return SHARED


SHARED = Money(1)
