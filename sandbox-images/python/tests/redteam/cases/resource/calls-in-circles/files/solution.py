"""Calls what the tests lend from within itself, for ever."""

def apply(function, values):
    while True:
        for value in [1] * 1_000:
            function(value)


def watch(values, listener):
    while True:
        listener.saw(values)


def mean(numbers):
    return mean(numbers)


offsets = countdown = caption = Box = mean


async def fetch_all(fetch, keys):
    return await fetch_all(fetch, [await fetch(key) for key in keys])


class BoxClosed(RuntimeError):
    pass
