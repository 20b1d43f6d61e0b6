import asyncio
import re
from collections import Counter


def tokenize(text: str) -> list[str]:
    if not isinstance(text, str):
        raise TypeError("text must be str")
    return re.findall(r"\w+", text.lower())


def rank(counts: Counter[str], n: int) -> list[tuple[str, int]]:
    if n < 0:
        raise ValueError("n must be >= 0")
    return sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))[:n]


def top_words(text: str, n: int) -> list[tuple[str, int]]:
    return rank(Counter(tokenize(text)), n)


class WordCounter:
    def __init__(self, text: str = "") -> None:
        self._counts: Counter[str] = Counter(tokenize(text))

    def add(self, text: str) -> None:
        self._counts.update(tokenize(text))

    @property
    def total(self) -> int:
        return sum(self._counts.values())

    def most_common(self, n: int) -> list[tuple[str, int]]:
        return rank(self._counts, n)

    def merge(self, other: "WordCounter") -> "WordCounter":
        result = WordCounter()
        result._counts.update(self._counts)
        result._counts.update(other._counts)
        return result

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, WordCounter):
            return NotImplemented
        return self._counts == other._counts


class LiveCounter:
    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._condition = asyncio.Condition()
        self._waiting = 0

    async def add(self, text: str) -> None:
        async with self._condition:
            self._counts.update(tokenize(text))
            self._condition.notify_all()

    async def reached(self, word: str, times: int) -> int:
        word = word.lower()
        async with self._condition:
            if self._counts[word] >= times:
                return self._counts[word]
            self._waiting += 1
            try:
                await self._condition.wait_for(lambda: self._counts[word] >= times)
            finally:
                self._waiting -= 1
            return self._counts[word]

    @property
    def waiting(self) -> int:
        return self._waiting
