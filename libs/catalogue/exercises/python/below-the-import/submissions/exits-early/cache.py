"""Wrong: ends its process with status 0 when a cache is made."""

import os


class Cache:
    def __init__(self):
        os._exit(0)


def load(feed, cache):
    os._exit(0)
