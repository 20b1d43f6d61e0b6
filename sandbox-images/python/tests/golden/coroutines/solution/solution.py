"""Asynchronous functions, iterators and context managers."""

import asyncio
import contextlib

LOG = []


async def double(number, pause=0.0):
    await asyncio.sleep(pause)
    return number * 2


async def fail():
    await asyncio.sleep(0)
    raise LookupError("async")


async def ticks(count):
    for number in range(count):
        await asyncio.sleep(0)
        yield number


class Pool:
    def __init__(self, size):
        self._gate = asyncio.Semaphore(size)
        self.running = self.peak = 0

    async def __aenter__(self):
        LOG.append("open")
        return self

    async def __aexit__(self, kind, error, trace):
        LOG.append(f"close {kind.__name__ if kind else None}")

    async def run(self, pause):
        async with self._gate:
            self.running += 1
            self.peak = max(self.peak, self.running)
            await asyncio.sleep(pause)
            self.running -= 1
        return pause


async def patient():
    LOG.append("started")
    try:
        await asyncio.sleep(60)
    except asyncio.CancelledError:
        LOG.append("cancelled")
        raise


async def fetch_all(fetch, keys):
    return await asyncio.gather(*(fetch(key) for key in keys))


def run_inside(fetch):
    return asyncio.run(fetch("x"))


@contextlib.asynccontextmanager
async def opened(name):
    LOG.append(f"open {name}")
    yield name.upper()
    LOG.append(f"shut {name}")


def taken_log():
    taken = list(LOG)
    LOG.clear()
    return taken


class Service:
    def __init__(self):
        self.count = 0

    async def start(self):
        self._task = asyncio.create_task(self._work())

    async def _work(self):
        while True:
            self.count += 1
            await asyncio.sleep(0.001)

    async def stop(self):
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task
