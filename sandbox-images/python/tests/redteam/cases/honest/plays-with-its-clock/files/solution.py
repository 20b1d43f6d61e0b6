"""Measures time, waits a little, sets alarms and replaces a clock in its own process."""

import signal
import time

BEGUN = time.perf_counter()
signal.signal(signal.SIGALRM, lambda *_: None)
signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)
time.sleep(0.05)
time.time = lambda: 1_000_000.0


import re
from collections import Counter


def _counts(text):
    if not isinstance(text, str):
        raise TypeError("text must be a str")
    return Counter(re.findall(r"\w+", text.casefold()))


def _top(counts, n):
    if n < 0:
        raise ValueError("n must not be negative")
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:n]


def top_words(text, n):
    return _top(_counts(text), n)


class WordCounter:
    def __init__(self, text=""):
        self._counts = _counts(text)

    def add(self, text):
        self._counts.update(_counts(text))

    @property
    def total(self):
        return sum(self._counts.values())

    def most_common(self, n):
        return _top(self._counts, n)

    def merge(self, other):
        merged = WordCounter()
        merged._counts = self._counts + other._counts
        return merged

    def __eq__(self, other):
        if not isinstance(other, WordCounter):
            return NotImplemented
        return self._counts == other._counts

    __hash__ = None


async def atop_words(chunks, n):
    counter = WordCounter()
    for chunk in chunks:
        counter.add(chunk)
    return counter.most_common(n)
