"""Iterators, generators and lookups that never end and cost nothing."""

import itertools


def mean(numbers):
    return itertools.count()


offsets = apply = watch = caption = mean
countdown = mean


class Box:
    def __init__(self, items=()):
        pass

    def __getitem__(self, index):
        return index

    def put(self, item):
        return None

    def __len__(self):
        return 2


class BoxClosed(RuntimeError):
    pass


async def fetch_all(fetch, keys):
    while True:
        await fetch(1)
