import asyncio
from collections import Counter, defaultdict

from words import find_words


class LiveCounter:
    """Every caller waits for a future of its own, filed under its word."""

    def __init__(self):
        self.counts = Counter()
        self.wanted = defaultdict(set)

    async def add(self, text):
        self.counts.update(find_words(text))
        for word, callers in self.wanted.items():
            for times, future in callers:
                if self.counts[word] >= times and not future.done():
                    future.set_result(None)

    async def reached(self, word, times):
        word = word.casefold()
        if self.counts[word] >= times:
            return self.counts[word]
        caller = (times, asyncio.get_running_loop().create_future())
        self.wanted[word].add(caller)
        try:
            await caller[1]
            return self.counts[word]
        finally:
            self.wanted[word].discard(caller)

    @property
    def waiting(self):
        return sum(map(len, self.wanted.values()))
