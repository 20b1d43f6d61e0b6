from collections import Counter

from live import LiveCounter
from words import find_words

__all__ = ["LiveCounter", "WordCounter", "top_words"]


class WordCounter(Counter):
    def __init__(self, text=""):
        super().__init__(find_words(text))

    def add(self, text):
        self.update(find_words(text))

    @property
    def total(self):
        return sum(self.values())

    def most_common(self, n):
        if n < 0:
            raise ValueError("n is negative")
        return sorted(sorted(self.items()), key=lambda item: item[1], reverse=True)[:n]

    def merge(self, other):
        merged = WordCounter()
        merged.update(self)
        merged.update(other)
        return merged


def top_words(text, n):
    return WordCounter(text).most_common(n)
