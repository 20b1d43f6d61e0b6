"""Checked records. A class that derives from `Record` lists fields; their slots and its dict of values come from them."""

from __future__ import annotations

from typing import Any, Callable


class Field:
    """Checks what is assigned, and reads and writes the slot that `RecordType` made for it."""

    def __init__(self, kind: type, accepts: Callable[[Any], bool], rule: str) -> None:
        self.kind, self.accepts, self.rule = kind, accepts, rule

    def attach(self, name: str, slot: Any) -> None:
        self.name, self.slot = name, slot

    def __get__(self, record, owner=None):
        return self if record is None else self.slot.__get__(record, owner)

    def __set__(self, record, value):
        where = f"{type(record).__name__}.{self.name}"
        if type(value) is bool or not isinstance(value, self.kind):
            raise TypeError(f"{where}: needs {self.kind.__name__}, not {type(value).__name__}")
        if not self.accepts(value):
            raise ValueError(f"{where}: {value!r} is not {self.rule}")
        self.slot.__set__(record, value)


class Text(Field):
    def __init__(self, longest: int) -> None:
        super().__init__(str, lambda value: 0 < len(value) <= longest, f"1 to {longest} characters long")
        self.longest = longest


class Whole(Field):
    def __init__(self, least: int, most: int) -> None:
        super().__init__(int, lambda value: least <= value <= most, f"from {least} to {most}")
        self.least, self.most = least, most


class OneOf(Field):
    def __init__(self, *options: str) -> None:
        super().__init__(str, options.__contains__, f"one of {options}")
        self.options = options


class RecordType(type):
    """Makes a slot for each field of the class body, so that nobody can forget one."""

    def __new__(mcs, name, bases, body):
        fields = {key: value for key, value in body.items() if isinstance(value, Field)}
        body["__slots__"] = tuple(f"_{name}_{key}" for key in fields)
        made = super().__new__(mcs, name, bases, body)
        for key, field in fields.items():
            field.attach(key, getattr(made, f"_{name}_{key}"))
        made.fields = tuple(dict.fromkeys([*getattr(made, "fields", ()), *fields]))
        return made


class Record(metaclass=RecordType):
    def as_dict(self) -> dict:
        return {name: getattr(self, name) for name in self.fields}
