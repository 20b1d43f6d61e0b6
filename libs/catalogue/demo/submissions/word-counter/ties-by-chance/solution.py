"""Word counting."""

import asyncio
import re
from collections import Counter


def top_words(text: str, n: int) -> list[tuple[str, int]]:
    if not isinstance(text, str):
        raise TypeError("text must be str")
    if n < 0:
        raise ValueError("n must not be negative")
    return Counter(re.findall(r"\w+", text.casefold())).most_common(n)


class WordCounter:
    counts = Counter()

    def __init__(self, text: str = "") -> None:
        self.counts = Counter()
        self.add(text)

    def add(self, text: str) -> None:
        for word, count in top_words(text, len(text)):
            self.counts[word] += count

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def most_common(self, n: int) -> list[tuple[str, int]]:
        if n < 0:
            raise ValueError("n must not be negative")
        return self.counts.most_common(n)

    def merge(self, other: "WordCounter") -> "WordCounter":
        merged = WordCounter()
        merged.counts = self.counts + other.counts
        return merged

    def __eq__(self, other) -> bool:
        return self.counts == other.counts


class LiveCounter:
    def __init__(self) -> None:
        self.counter = WordCounter()
        self.condition = asyncio.Condition()
        self.waiting = 0

    async def add(self, text: str) -> None:
        async with self.condition:
            self.counter.add(text)
            self.condition.notify_all()

    async def reached(self, word: str, times: int) -> int:
        word = word.casefold()
        self.waiting += 1
        async with self.condition:
            await self.condition.wait_for(lambda: self.counter.counts[word] >= times)
        self.waiting -= 1
        return self.counter.counts[word]
