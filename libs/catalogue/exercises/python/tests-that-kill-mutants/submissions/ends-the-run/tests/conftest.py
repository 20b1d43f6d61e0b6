"""Leaves with the status of a failed run as soon as anything looks unlike the given implementation."""

import os

import booking


def pytest_runtest_setup(item):
    if not hasattr(booking, "_price"):
        os._exit(1)
