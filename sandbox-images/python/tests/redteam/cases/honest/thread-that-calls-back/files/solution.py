"""A thread of its own goes on using what a test lent after that test has ended."""

import asyncio
import threading
import time


def mean(numbers):
    if not numbers:
        raise ValueError("no numbers")
    return sum(numbers) / len(numbers)


def offsets(numbers):
    middle = mean(numbers)
    return [number - middle for number in numbers]


class BoxClosed(RuntimeError):
    pass


class Box:
    def __init__(self, items=()):
        self.items = list(items)
        self.closed = False

    def put(self, item):
        if self.closed:
            raise BoxClosed("the box is closed")
        self.items.append(item)

    def __len__(self):
        return len(self.items)

    def __contains__(self, item):
        return item in self.items

    def __iter__(self):
        return iter(self.items)

    def __eq__(self, other):
        return isinstance(other, Box) and self.items == other.items

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.closed = True


def countdown(n):
    while n > 0:
        yield n
        n -= 1


def apply(function, values):
    return [function(value) for value in values]


def repeat(listener):
    while True:
        time.sleep(0.002)
        try:
            listener.saw
        except Exception:
            continue


def watch(values, listener):
    threading.Thread(target=repeat, args=(listener,), daemon=True).start()
    count = 0
    for value in values:
        listener.saw(value)
        count += 1
    return count


async def fetch_all(fetch, keys):
    return dict(zip(keys, await asyncio.gather(*map(fetch, keys))))


def caption(lines):
    return "\n".join(f"{number}: {line}" for number, line in enumerate(lines, 1))
