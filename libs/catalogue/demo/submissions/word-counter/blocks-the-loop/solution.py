import re
import threading
from collections import Counter
from typing import List, Tuple


def top_words(text: str, n: int) -> List[Tuple[str, int]]:
    return WordCounter(text).most_common(n)


class WordCounter:
    def __init__(self, text: str = "") -> None:
        self.__counts: Counter = Counter()
        self.add(text)

    def add(self, text: str) -> None:
        if not isinstance(text, str):
            raise TypeError("A string is expected")
        self.__counts.update(re.findall(r"\w+", text.casefold()))

    @property
    def counts(self) -> Counter:
        return self.__counts

    @property
    def total(self) -> int:
        return sum(self.__counts.values())

    def most_common(self, n: int) -> List[Tuple[str, int]]:
        if n < 0:
            raise ValueError("n is negative")
        return sorted(self.__counts.items(), key=lambda item: (-item[1], item[0]))[:n]

    def merge(self, other: "WordCounter") -> "WordCounter":
        merged = WordCounter()
        merged.counts.update(self.counts)
        merged.counts.update(other.counts)
        return merged

    def __eq__(self, other: object) -> bool:
        return isinstance(other, WordCounter) and other.counts == self.counts


class LiveCounter:
    """Thread-safe counter."""

    def __init__(self) -> None:
        self.counter = WordCounter()
        self.condition = threading.Condition()
        self.number_waiting = 0

    async def add(self, text: str) -> None:
        with self.condition:
            self.counter.add(text)
            self.condition.notify_all()

    async def reached(self, word: str, times: int) -> int:
        word = word.casefold()
        with self.condition:
            self.number_waiting += 1
            while self.counter.counts[word] < times:
                self.condition.wait()
            self.number_waiting -= 1
            return self.counter.counts[word]

    @property
    def waiting(self) -> int:
        return self.number_waiting
