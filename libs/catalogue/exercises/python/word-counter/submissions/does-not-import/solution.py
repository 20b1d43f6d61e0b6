"""Wrong: handed in half-way through a line."""

import re


def top_words(text, n):
    words = re.findall(r"\w+", text.casefold())
    return sorted(set(words), key=lambda word: (-words.count(word), word)[:n
