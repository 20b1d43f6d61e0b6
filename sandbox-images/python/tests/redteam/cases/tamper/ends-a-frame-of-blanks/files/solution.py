"""Answers with a whole frame in which there is nothing but blanks."""

import os
import struct
import time


def tally(names):
    os.write(3, struct.pack(">IBI", 1000, 2, 0) + b" " * 1000)
    time.sleep(600)


Ledger = later = tally
