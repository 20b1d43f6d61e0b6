"""Wrong: ends the process as soon as it is asked for something, hoping that nothing after it is checked."""

import os


def top_words(text, n):
    os._exit(0)


class WordCounter:
    def __init__(self, text=""):
        os._exit(0)


class LiveCounter:
    def __init__(self):
        os._exit(0)
