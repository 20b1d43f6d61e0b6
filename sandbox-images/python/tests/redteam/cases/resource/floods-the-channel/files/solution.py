"""Sends well-formed messages that nobody asked for, as fast as it can."""

import os
import struct

BODY = b'[4,1]' + b" " * 60_000
FRAME = struct.pack(">IBI", len(BODY), 2, 0) + BODY


def tally(names):
    while True:
        os.write(3, FRAME)


Ledger = later = tally
