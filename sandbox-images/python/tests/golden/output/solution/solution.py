"""Prints, and is wrong."""

import os
import sys

print("while importing")


def speak(text):
    print(text)


def shout(text):
    print(text, file=sys.stderr)
    os.write(1, b"raw\n")


def wrong():
    return {"words": [1, 2, 3]}
