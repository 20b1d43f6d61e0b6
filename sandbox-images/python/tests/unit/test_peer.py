"""Answers to an end that no longer waits for them in the way it did. Run with `python3 -m unittest`."""

import asyncio
import os
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "runner"))

from assay_runner import wire  # noqa: E402
from assay_runner.peer import ANSWER, CANCEL, Peer  # noqa: E402


class Asking(Peer):
    """An end whose questions are kept, and whose answers come when the test says so."""

    def __init__(self):
        super().__init__()
        self.link_fd, self._far_end = os.pipe()
        self.sent = []

    def send(self, payload):
        self.sent.append(wire.load(payload))

    def answer(self, value):
        self.dispatch([ANSWER, self._next_id, value])

    def close(self):
        os.close(self.link_fd)
        os.close(self._far_end)


class CancelledWaits(unittest.IsolatedAsyncioTestCase):
    def setUp(self):
        self.asking = Asking()
        self.addCleanup(self.asking.close)

    async def begun(self):
        task = asyncio.create_task(self.asking.request_async("await", 1))
        await asyncio.sleep(0)
        return task

    async def ends_cancelled(self, task):
        with self.assertRaises(asyncio.CancelledError):
            await asyncio.wait_for(task, 5)

    async def test_an_answer_is_given_to_whoever_waits(self):
        task = await self.begun()
        self.asking.answer(7)
        self.assertEqual(await asyncio.wait_for(task, 5), 7)

    async def test_an_answer_after_the_cancelling_ends_the_wait(self):
        task = await self.begun()
        task.cancel()
        await asyncio.sleep(0)
        self.assertEqual(self.asking.sent[-1][0], CANCEL)
        self.asking.answer(7)
        self.assertEqual(await asyncio.wait_for(task, 5), 7)

    async def test_an_answer_that_comes_before_the_cancelled_task_goes_on_ends_the_wait(self):
        task = await self.begun()
        task.cancel()
        self.asking.answer(7)
        done, _ = await asyncio.wait([task], timeout=5)
        self.assertEqual(done, {task})

    async def test_an_answer_under_way_when_the_task_is_cancelled_ends_the_wait(self):
        task = await self.begun()
        self.asking.answer(7)
        task.cancel()
        await self.ends_cancelled(task)

    async def test_nothing_is_left_of_a_wait(self):
        task = await self.begun()
        self.asking.answer(7)
        task.cancel()
        await self.ends_cancelled(task)
        self.assertEqual((self.asking._futures, self.asking._answers), ({}, {}))


if __name__ == "__main__":
    unittest.main()
