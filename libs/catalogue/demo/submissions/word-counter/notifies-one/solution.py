import asyncio
import re
from collections import Counter
from typing import Any


def tokens(text: Any) -> list[str]:
    if not isinstance(text, str):
        raise TypeError("text is not a string")
    return [token.casefold() for token in re.findall(r"\w+", text)]


def top_words(text: str, n: int) -> list[tuple[str, int]]:
    if n < 0:
        raise ValueError("n < 0")
    counter = Counter(tokens(text))
    return sorted(counter.items(), key=lambda item: (-item[1], item[0]))[:n]


class WordCounter:
    def __init__(self, text: str = "") -> None:
        self.counter = Counter(tokens(text))

    def add(self, text: str) -> None:
        self.counter += Counter(tokens(text))

    @property
    def total(self) -> int:
        return sum(self.counter.values())

    def most_common(self, n: int) -> list[tuple[str, int]]:
        if n < 0:
            raise ValueError("n < 0")
        return sorted(self.counter.items(), key=lambda item: (-item[1], item[0]))[:n]

    def merge(self, other: "WordCounter") -> "WordCounter":
        # a copy, because other may be changed later
        result = WordCounter()
        result.counter = self.counter.copy()
        result.counter.update(other.counter)
        return result

    def __eq__(self, other: Any) -> bool:
        return type(other) is WordCounter and self.counter == other.counter


class LiveCounter:
    def __init__(self) -> None:
        self.words = WordCounter()
        self.changed = asyncio.Condition()
        self.callers = 0

    async def add(self, text: str) -> None:
        async with self.changed:
            self.words.add(text)
            self.changed.notify()

    async def reached(self, word: str, times: int) -> int:
        word = word.casefold()
        async with self.changed:
            while self.words.counter[word] < times:
                self.callers += 1
                try:
                    await self.changed.wait()
                finally:
                    self.callers -= 1
            return self.words.counter[word]

    @property
    def waiting(self) -> int:
        return self.callers
