"""Answers in JSON that is too deep, too wide, or made of numbers too long to read."""

import os
import struct

BODIES = [b"[" * 500_000 + b"]" * 500_000, b"[1,2," + b"9" * 900_000 + b"]", b"[0," * 100_000, b"[1,1,[" + b"[]," * 300_000 + b"[]]]", b"1e999999"]


def top_words(text, n):
    BODIES.append(BODIES.pop(0))
    os.write(3, struct.pack(">IBI", len(BODIES[-1]), 2, 0) + BODIES[-1])
    return []


WordCounter = atop_words = top_words
