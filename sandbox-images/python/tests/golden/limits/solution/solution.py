"""Ends, stalls and breaks in many ways."""

import ctypes
import os
import signal
import time

STATE = []


def spin():
    while True:
        pass


def sleep():
    time.sleep(600)


def leave():
    os._exit(0)


def crash():
    ctypes.string_at(0)


def kill_itself():
    os.kill(os.getpid(), signal.SIGKILL)


def ignore_and_spin():
    for number in range(1, 32):
        try:
            signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError):
            continue
    spin()


def count():
    STATE.append(1)
    return len(STATE)


class Spinner:
    def __repr__(self):
        spin()

    def __eq__(self, other):
        spin()
