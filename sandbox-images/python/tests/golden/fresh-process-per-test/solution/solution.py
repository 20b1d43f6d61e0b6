"""Keeps state in its module and beside it."""

import os
import sys

COUNT = 0


def count():
    global COUNT
    COUNT += 1
    return COUNT


def process_state():
    sys.seen_by_tests = getattr(sys, "seen_by_tests", 0) + 1
    return sys.seen_by_tests


def pid():
    return os.getpid()
