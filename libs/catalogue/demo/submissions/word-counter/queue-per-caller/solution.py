"""Counting words, and telling those who asked when a word became frequent."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager


def words_of(text: str) -> list[str]:
    if not isinstance(text, str):
        raise TypeError(f"a text is a str, not a {type(text).__name__}")
    return re.findall(r"\w+", text.casefold())


def by_frequency(item: tuple[str, int]) -> tuple[int, str]:
    word, count = item
    return -count, word


def top_words(text: str, n: int) -> list[tuple[str, int]]:
    return WordCounter(text).most_common(n)


class WordCounter:
    def __init__(self, text: str = "") -> None:
        self._counts: Counter[str] = Counter()
        self.add(text)

    def add(self, text: str) -> None:
        self._counts.update(words_of(text))

    def __getitem__(self, word: str) -> int:
        return self._counts[word.casefold()]

    @property
    def total(self) -> int:
        return self._counts.total()

    def most_common(self, n: int) -> list[tuple[str, int]]:
        if n < 0:
            raise ValueError(f"{n} words cannot be returned")
        return sorted(self._counts.items(), key=by_frequency)[:n]

    def merge(self, other: WordCounter) -> WordCounter:
        merged = WordCounter()
        for counter in (self, other):
            merged._counts.update(counter._counts)
        return merged

    def __eq__(self, other: object) -> bool:
        return self._counts == other._counts if isinstance(other, WordCounter) else NotImplemented

    __hash__ = None  # type: ignore[assignment]


class LiveCounter:
    def __init__(self) -> None:
        self._words = WordCounter()
        self._wishes: dict[asyncio.Queue[int], tuple[str, int]] = {}

    async def add(self, text: str) -> None:
        self._words.add(text)
        for inbox, (word, times) in self._wishes.items():
            if self._words[word] >= times and inbox.empty():
                inbox.put_nowait(self._words[word])

    async def reached(self, word: str, times: int) -> int:
        if self._words[word] < times:
            with self._inbox(word, times) as inbox:
                await inbox.get()
        return self._words[word]

    @contextmanager
    def _inbox(self, word: str, times: int) -> Iterator[asyncio.Queue[int]]:
        """A queue that gets one entry when the wish is fulfilled. Leaving, also by cancellation, takes it out again."""
        inbox: asyncio.Queue[int] = asyncio.Queue(maxsize=1)
        self._wishes[inbox] = (word, times)
        try:
            yield inbox
        finally:
            del self._wishes[inbox]

    @property
    def waiting(self) -> int:
        return len(self._wishes)
