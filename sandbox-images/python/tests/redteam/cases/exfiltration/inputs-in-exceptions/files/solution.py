"""Sends the inputs that it is given back through every text that might be shown."""

import os
import sys


def tally(names):
    print("given:", names, file=sys.stderr, flush=True)
    os.write(2, repr(names).encode())
    with open("/work/given.txt", "a") as file:
        file.write(repr(names))
    raise type(repr(names)[:80].replace("\0", ""), (Exception,), {"__str__": lambda self: repr(names)})()


class Ledger:
    def __init__(self, names=()):
        tally(names)


async def later(names):
    tally(names)
