"""Ends its process with status 0 as soon as it is called."""

import atexit
import os


def tally(names):
    os._exit(0)


class Ledger:
    def __init__(self, names=()):
        atexit._run_exitfuncs()
        os._exit(0)


async def later(names):
    os._exit(0)
