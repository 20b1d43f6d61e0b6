"""Fields that check every value that is assigned to them.

A field is a data descriptor and keeps nothing about the objects that it belongs to: each value lies in a slot of its object, named
like the field with an underscore before it. So a class lists `_name` in its `__slots__` for each field `name` that it adds.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any


class Field(ABC):
    """What all fields share. Each kind says in `check` what it accepts."""

    name: str

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name
        self._slot = f"_{name}"

    def __get__(self, instance: object, owner: type | None = None) -> Any:
        if instance is None:
            return self
        return getattr(instance, self._slot)

    def __set__(self, instance: object, value: object) -> None:
        try:
            self.check(value)
        except (TypeError, ValueError) as problem:
            raise type(problem)(f"{type(instance).__name__}.{self.name}: {problem}") from None
        setattr(instance, self._slot, value)

    @abstractmethod
    def check(self, value: object) -> None:
        """Raise TypeError or ValueError with what is wrong with the value."""


class Text(Field):
    """Text of 1 to `longest` characters."""

    def __init__(self, longest: int) -> None:
        self.longest = longest

    def check(self, value: object) -> None:
        if not isinstance(value, str):
            raise TypeError(f"{value!r} is no text")
        if not 1 <= len(value) <= self.longest:
            raise ValueError(f"{value!r} does not have 1 to {self.longest} characters")


class Whole(Field):
    """A whole number from `least` to `most`, both included."""

    def __init__(self, least: int, most: int) -> None:
        self.least = least
        self.most = most

    def check(self, value: object) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            raise TypeError(f"{value!r} is no whole number")
        if not self.least <= value <= self.most:
            raise ValueError(f"{value} is not from {self.least} to {self.most}")


class OneOf(Field):
    """One of the given texts."""

    def __init__(self, *options: str) -> None:
        self.options = options

    def check(self, value: object) -> None:
        if not isinstance(value, str):
            raise TypeError(f"{value!r} is no text")
        if value not in self.options:
            raise ValueError(f"{value!r} is none of {', '.join(self.options)}")
