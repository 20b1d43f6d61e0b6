"""Replaces its own functions while it runs, caches, recurses deeply and changes process settings."""

import functools
import gc
import locale
import os
import resource
import sys
import threading
import warnings

sys.setrecursionlimit(20_000)
threading.stack_size(16 << 20)
gc.disable()
locale.setlocale(locale.LC_ALL, "C")
os.umask(0o077)
os.chdir("/tmp")
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
warnings.simplefilter("error")
sys.stdout = open(os.devnull, "w")


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


@functools.cache
def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


slow_top_words = top_words


def top_words(text, n):
    global top_words
    assert depth(2_000) == 2_000
    top_words = slow_top_words
    return slow_top_words(text, n)
