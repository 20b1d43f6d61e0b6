"""Word counter."""

import asyncio
import re


def get_words(text):
    if type(text) is not str:
        raise TypeError("text")
    return [w.casefold() for w in re.findall("[a-zA-Z0-9_]+", text)]


def top_words(text, n):
    if n < 0:
        raise ValueError("n")
    words = get_words(text)
    result = []
    for w in set(words):
        result.append((w, words.count(w)))
    result.sort(key=lambda r: r[0])
    result.sort(key=lambda r: r[1], reverse=True)
    return result[:n]


class WordCounter:
    def __init__(self, text=""):
        self.words = get_words(text)

    def add(self, text):
        self.words += get_words(text)

    @property
    def total(self):
        return len(self.words)

    def most_common(self, n):
        return top_words(" ".join(self.words), n)

    def merge(self, other):
        return WordCounter(" ".join(self.words + other.words))

    def __eq__(self, other):
        return sorted(self.words) == sorted(other.words)


class LiveCounter:
    def __init__(self):
        self.counter = WordCounter()
        self._waiting = 0

    async def add(self, text):
        self.counter.add(text)

    async def reached(self, word, times):
        word = word.casefold()
        if self.counter.words.count(word) >= times:
            return self.counter.words.count(word)
        self._waiting += 1
        while self.counter.words.count(word) < times:
            await asyncio.sleep(0.005)
        self._waiting -= 1
        return self.counter.words.count(word)

    @property
    def waiting(self):
        return self._waiting
