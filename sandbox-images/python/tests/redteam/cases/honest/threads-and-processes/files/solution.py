"""Honest, with a thread pool, a subprocess and a process pool."""

import collections
import multiprocessing
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor


def _counts(names):
    if not isinstance(names, list):
        raise TypeError("names must be a list")
    total = collections.Counter()
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda name: total.update([name]), names))
    return total


def _weight(pair):
    return (-pair[1], pair[0])


def tally(names):
    pairs = list(_counts(names).items())
    with multiprocessing.get_context("fork").Pool(2) as pool:
        weights = pool.map(_weight, pairs)
    return [pair for _, pair in sorted(zip(weights, pairs))]


class Ledger:
    def __init__(self, names=()):
        self._names = list(names)

    def add(self, name):
        self._names.append(subprocess.run([sys.executable, "-c", f"print({name!r})"], capture_output=True, text=True, check=True).stdout.strip())

    @property
    def total(self):
        return len(self._names)

    def ranked(self):
        return tally(self._names)

    def __eq__(self, other):
        return sorted(self._names) == sorted(other._names)


async def later(names):
    return tally(names)
