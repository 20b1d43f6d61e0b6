import asyncio
import re
from collections import Counter


def top_words(text, n):
    if not isinstance(text, str):
        raise TypeError("text has to be a string")
    if n < 0:
        raise ValueError("n has to be positive")
    counts = Counter(re.findall(r"\w+", text.casefold()))
    return sorted(counts.items(), key=lambda x: (-x[1], x[0]))[:n]


class WordCounter:
    def __init__(self, text=""):
        self.counts = Counter()
        self.add(text)

    def add(self, text):
        if not isinstance(text, str):
            raise TypeError("text has to be a string")
        # count the words of the text
        self.counts.update(re.findall(r"\w+", text.casefold()))

    @property
    def total(self):
        return sum(self.counts.values())

    def most_common(self, n):
        if n < 0:
            raise ValueError("n has to be positive")
        return sorted(self.counts.items(), key=lambda x: (-x[1], x[0]))[:n]

    def merge(self, other):
        new = WordCounter()
        new.counts = self.counts + other.counts
        return new

    def __eq__(self, other):
        return self.counts == other.counts


class LiveCounter:
    def __init__(self):
        self.counter = WordCounter()
        self.event = asyncio.Event()
        self.waiting_count = 0

    async def add(self, text):
        self.counter.add(text)
        # wake up everybody, they look for themselves
        self.event.set()
        self.event.clear()

    async def reached(self, word, times):
        word = word.casefold()
        while self.counter.counts[word] < times:
            self.waiting_count += 1
            try:
                await self.event.wait()
            finally:
                self.waiting_count -= 1
        return self.counter.counts[word]

    @property
    def waiting(self):
        return self.waiting_count
