"""Answers with a frame that grows by a byte at a time and never ends."""

import os
import struct
import time

LENGTH = 1 << 20


def tally(names):
    os.write(3, struct.pack(">IBI", LENGTH, 2, 0))
    for _ in range(LENGTH - 1):
        os.write(3, b" ")
    time.sleep(600)


Ledger = later = tally
