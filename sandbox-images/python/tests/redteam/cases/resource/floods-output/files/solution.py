"""Prints without end."""

import os

LINE = b"x" * 65_536


def tally(names):
    while True:
        os.write(1, LINE)


Ledger = later = tally
