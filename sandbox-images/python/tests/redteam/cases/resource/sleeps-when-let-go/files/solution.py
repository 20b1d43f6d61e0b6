"""Objects that sleep when they are deleted, and exit handlers that never return."""

import atexit
import time

atexit.register(time.sleep, 600)


class Sleeper(list):
    def __del__(self):
        time.sleep(0.1)


def top_words(text, n):
    return Sleeper()


class WordCounter(Sleeper):
    total = property(lambda self: Sleeper())

    def __init__(self, text=""):
        pass

    def __eq__(self, other):
        return self is other


async def atop_words(chunks, n):
    return Sleeper()
