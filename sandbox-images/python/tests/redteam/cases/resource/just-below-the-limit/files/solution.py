"""Every call takes nearly as long as a call may."""

import time


def top_words(text, n):
    time.sleep(4)
    return []


class WordCounter:
    def __init__(self, text=""):
        time.sleep(4)

    total = property(lambda self: time.sleep(4))


async def atop_words(chunks, n):
    time.sleep(4)
