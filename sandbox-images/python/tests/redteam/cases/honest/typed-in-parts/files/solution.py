"""Doubles."""

from parts.number import twice


def double(number: int) -> int:
    return twice(number)
