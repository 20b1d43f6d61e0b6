"""Counts in forked processes that answer through a pipe and are collected."""

import json
import os
import re
from collections import Counter


def _counts(text):
    if not isinstance(text, str):
        raise TypeError("text must be a str")
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writing, json.dumps(re.findall(r"\w+", text.casefold())).encode())
        os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with open(reading, "rb") as pipe:
        return Counter(json.loads(pipe.read()))


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
