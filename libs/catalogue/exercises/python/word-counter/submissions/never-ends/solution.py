"""Wrong: searches for the first word in a loop that does not end when there is none."""

from __future__ import annotations

import asyncio
import re
from collections import Counter

WORD = re.compile(r"\w+")


def count_words(text: str) -> Counter[str]:
    if not isinstance(text, str):
        raise TypeError(f"text must be a str, not {type(text).__name__}")
    return Counter(WORD.findall(text.casefold()))


def first_n(counts: Counter[str], n: int) -> list[tuple[str, int]]:
    if n < 0:
        raise ValueError(f"n must not be negative, got {n}")
    ranked: list[tuple[str, int]] = []
    left = dict(counts)
    while len(ranked) < n and (left or not ranked):
        if left:
            word = min(left, key=lambda word: (-left[word], word))
            ranked.append((word, left.pop(word)))
    return ranked


def top_words(text: str, n: int) -> list[tuple[str, int]]:
    return first_n(count_words(text), n)


class WordCounter:
    def __init__(self, text: str = "") -> None:
        self._counts = count_words(text)

    def add(self, text: str) -> None:
        self._counts.update(count_words(text))

    @property
    def total(self) -> int:
        return self._counts.total()

    def most_common(self, n: int) -> list[tuple[str, int]]:
        return first_n(self._counts, n)

    def merge(self, other: WordCounter) -> WordCounter:
        merged = WordCounter()
        merged._counts = self._counts + other._counts
        return merged

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, WordCounter):
            return NotImplemented
        return self._counts == other._counts

    # Counters change, so they cannot be keys.
    __hash__ = None  # type: ignore[assignment]


class LiveCounter:
    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._changed = asyncio.Condition()
        self._waiting = 0

    async def add(self, text: str) -> None:
        new = count_words(text)
        async with self._changed:
            self._counts.update(new)
            self._changed.notify_all()

    async def reached(self, word: str, times: int) -> int:
        word = word.casefold()
        async with self._changed:
            self._waiting += 1
            try:
                await self._changed.wait_for(lambda: self._counts[word] >= times)
            finally:
                self._waiting -= 1
            return self._counts[word]

    @property
    def waiting(self) -> int:
        return self._waiting
