"""Gives back handles that it does not have, without end, and never answers: there is always something to hear."""

import os

NOTHING = b"[3,[]]"
MANY = (len(NOTHING).to_bytes(4, "big") + b"\x02" + bytes(4) + NOTHING) * 200


def tally(names):
    while True:
        os.write(3, MANY)


Ledger = later = tally
