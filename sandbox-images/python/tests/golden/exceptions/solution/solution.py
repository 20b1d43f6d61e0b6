"""Raises."""

import dataclasses
import json


class AppError(Exception):
    """Base of all errors here."""


class ParseError(AppError, ValueError):
    def __init__(self, line, text):
        super().__init__(f"line {line}: {text}")
        self.line = line

    def advice(self):
        return f"look at line {self.line}"


@dataclasses.dataclass(frozen=True)
class Point:
    x: int


class Unshowable(Exception):
    def __str__(self):
        raise SystemExit("no")

    __repr__ = __str__


def fail(kind):
    if kind == "value":
        raise ValueError("wrong", 3)
    if kind == "key":
        raise KeyError("k")
    if kind == "missing":
        open("/work/none.txt")
    if kind == "parse":
        raise ParseError(3, "odd")
    if kind == "chain":
        try:
            int("x")
        except ValueError as error:
            raise AppError("outer") from error
    if kind == "exit":
        raise SystemExit(2)
    if kind == "interrupt":
        raise KeyboardInterrupt
    if kind == "group":
        raise ExceptionGroup("many", [ValueError("a"), ParseError(1, "b")])
    if kind == "json":
        json.loads("{")
    if kind == "unshowable":
        raise Unshowable
    if kind == "assertion":
        assert kind == "other", "from the solution"


def collected():
    return [ValueError("v"), ParseError(2, "p")]


def kinds():
    return [ValueError, ParseError]


def catching(error_type, action):
    try:
        return action()
    except error_type as error:
        return f"caught {type(error).__name__}"
