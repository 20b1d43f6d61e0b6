"""Leaves a process in a session of its own that spins and keeps every descriptor open."""

import os

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        while True:
            pass
    os._exit(0)

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

