"""Word counts for the support screen: a function, a counter that adds up, and a counter that can be waited for."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from dataclasses import dataclass, field

_WORD = re.compile(r"\w+")


def _words(text: str) -> list[str]:
    """The words of a text in folded form. This is the only place that knows what a word is."""
    if not isinstance(text, str):
        raise TypeError(f"expected a str, got {type(text).__name__}")
    return [match.casefold() for match in _WORD.findall(text)]


def _ranked(counts: Counter[str], n: int) -> list[tuple[str, int]]:
    """The only place that knows the order of results."""
    if n < 0:
        raise ValueError("n must be at least 0")
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:n]


def top_words(text: str, n: int) -> list[tuple[str, int]]:
    return _ranked(Counter(_words(text)), n)


class WordCounter:
    def __init__(self, text: str = "") -> None:
        self._counts = Counter(_words(text))

    def add(self, text: str) -> None:
        # _words raises before anything is counted, so a refused text leaves no trace.
        self._counts.update(_words(text))

    @property
    def total(self) -> int:
        return self._counts.total()

    def count(self, word: str) -> int:
        return self._counts[word.casefold()]

    def most_common(self, n: int) -> list[tuple[str, int]]:
        return _ranked(self._counts, n)

    def merge(self, other: WordCounter) -> WordCounter:
        merged = WordCounter()
        merged._counts = self._counts + other._counts
        return merged

    def __eq__(self, other: object) -> bool:
        return self._counts == other._counts if isinstance(other, WordCounter) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # mutable, so not hashable

    def __repr__(self) -> str:
        return f"<WordCounter of {self.total} words>"


@dataclass(eq=False)
class _Caller:
    word: str
    times: int
    woken: asyncio.Future[None] = field(default_factory=lambda: asyncio.get_running_loop().create_future())


class LiveCounter:
    """One future per caller: `add` wakes exactly those whose condition it fulfils.

    There is no await between looking at the counts and joining the callers, so no message can slip in between.
    """

    def __init__(self) -> None:
        self._counter = WordCounter()
        self._callers: list[_Caller] = []

    async def add(self, text: str) -> None:
        self._counter.add(text)
        for caller in self._callers:
            if self._counter.count(caller.word) >= caller.times and not caller.woken.done():
                caller.woken.set_result(None)

    async def reached(self, word: str, times: int) -> int:
        if self._counter.count(word) < times:
            caller = _Caller(word, times)
            self._callers.append(caller)
            try:
                await caller.woken
            finally:
                self._callers.remove(caller)
        return self._counter.count(word)

    @property
    def waiting(self) -> int:
        return len(self._callers)
