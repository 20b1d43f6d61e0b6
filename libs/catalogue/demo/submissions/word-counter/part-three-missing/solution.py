"""Counts words: see the task for what each name must do."""

import re
from collections import Counter
from collections.abc import Iterator


def words_in(text: str) -> Iterator[str]:
    if not isinstance(text, str):
        raise TypeError("words are counted in str only")
    for match in re.finditer(r"\w+", text):
        yield match.group().casefold()


def best(counts: Counter[str], n: int) -> list[tuple[str, int]]:
    if n < 0:
        raise ValueError(f"cannot return {n} words")
    by_rank = sorted(counts, key=lambda word: (-counts[word], word))
    return [(word, counts[word]) for word in by_rank[:n]]


def top_words(text: str, n: int) -> list[tuple[str, int]]:
    return best(Counter(words_in(text)), n)


class WordCounter:
    def __init__(self, text: str = "") -> None:
        self._counts = Counter(words_in(text))

    def add(self, text: str) -> None:
        self._counts.update(list(words_in(text)))

    @property
    def total(self) -> int:
        return self._counts.total()

    def most_common(self, n: int) -> list[tuple[str, int]]:
        return best(self._counts, n)

    def merge(self, other: "WordCounter") -> "WordCounter":
        merged = WordCounter()
        merged._counts = self._counts + other._counts
        return merged

    def __eq__(self, other: object) -> bool:
        if isinstance(other, WordCounter):
            return self._counts == other._counts
        return NotImplemented

    __hash__ = None  # type: ignore[assignment]


class LiveCounter:
    """Not finished. Plan: a Condition, add() notifies all, reached() waits with wait_for and puts `waiting` right in a finally."""

    def __init__(self) -> None:
        self._counter = WordCounter()

    async def add(self, text: str) -> None:
        self._counter.add(text)

    async def reached(self, word: str, times: int) -> int:
        raise NotImplementedError

    @property
    def waiting(self) -> int:
        return 0
