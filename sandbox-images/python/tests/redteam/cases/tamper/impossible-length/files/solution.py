"""Sends a frame that says it is four gigabytes long."""

import os


def top_words(text, n):
    os.write(3, b"\xff" * 64)


WordCounter = atop_words = top_words
