# -*- coding: utf-8 -*-
"""Doubles, with é."""


class Doubler:
    """Mutable, so it has no hash."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Doubler)

    __hash__ = None  # type: ignore[assignment]

    def of(self, number: int) -> int:
        return number * 2


def double(number: int) -> int:
    return Doubler().of(number)
