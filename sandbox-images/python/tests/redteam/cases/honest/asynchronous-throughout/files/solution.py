"""Synchronous names that run event loops of their own, tasks, queues, async generators and context variables."""

import asyncio
import contextvars
import re
from collections import Counter

MOST = contextvars.ContextVar("most", default=10)


async def words(text):
    if not isinstance(text, str):
        raise TypeError("text must be a str")
    for word in re.findall(r"\w+", text.casefold()):
        await asyncio.sleep(0)
        yield word


async def count(text):
    queue, counts = asyncio.Queue(), Counter()

    async def consume():
        while (word := await queue.get()) is not None:
            counts[word] += 1

    async with asyncio.TaskGroup() as group:
        group.create_task(consume())
        async for word in words(text):
            await queue.put(word)
        await queue.put(None)
    return counts


def ranked(counts, n):
    if n < 0:
        raise ValueError("n must not be negative")
    MOST.set(n)
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[: MOST.get()]


def top_words(text, n):
    try:
        return ranked(asyncio.run(count(text)), n)
    except ExceptionGroup as group:
        raise group.exceptions[0]


class WordCounter:
    def __init__(self, text=""):
        self.counts = asyncio.run(count(text))

    def add(self, text):
        self.counts += asyncio.run(count(text))

    @property
    def total(self):
        return self.counts.total()

    def most_common(self, n):
        return ranked(self.counts, n)

    def merge(self, other):
        merged = WordCounter()
        merged.counts = self.counts + other.counts
        return merged

    def __eq__(self, other):
        return isinstance(other, WordCounter) and self.counts == other.counts


async def atop_words(chunks, n):
    counts = Counter()
    for part in await asyncio.gather(*map(count, chunks)):
        counts += part
    return ranked(counts, n)
