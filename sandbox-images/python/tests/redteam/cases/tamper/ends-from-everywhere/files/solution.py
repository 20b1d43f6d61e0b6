"""Raises what ends programs and loops, out of generators, coroutines, context managers and iterators."""

import asyncio

ENDS = [SystemExit(0), KeyboardInterrupt(), GeneratorExit(), StopIteration(1), StopAsyncIteration(), asyncio.CancelledError(), TimeoutError()]


def end():
    ENDS.append(ENDS.pop(0))
    raise ENDS[-1]


def mean(numbers):
    end()


offsets = apply = watch = caption = mean


def countdown(n):
    yield n
    end()


class Box:
    def __init__(self, items=()):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *error):
        end()

    __len__ = __iter__ = __contains__ = __eq__ = put = __exit__


async def fetch_all(fetch, keys):
    await asyncio.sleep(0)
    end()


class BoxClosed(RuntimeError):
    pass
