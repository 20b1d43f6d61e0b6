"""Sends what is no JSON right behind its answer, where nobody is waiting for one."""

import os
import struct
import threading


def later():
    os.write(3, struct.pack(">IBI", 5, 2, 0) + b"\xff{[1,")


def top_words(text, n):
    threading.Timer(0.0005, later).start()
    return []


WordCounter = atop_words = top_words
