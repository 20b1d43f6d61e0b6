"""Answers to an end that no longer waits for them as it did, and to threads that wait together. Run with `python3 -m unittest`."""

import asyncio
import os
import pathlib
import queue
import socket
import sys
import threading
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "runner"))

from assay_runner import wire  # noqa: E402
from assay_runner.peer import ANSWER, ASK, CANCEL, RAISE, Peer  # noqa: E402
from assay_runner.relay import Relay  # noqa: E402
from assay_runner.remote import Remote  # noqa: E402
from assay_runner.values import Codec  # noqa: E402

SECONDS = 10


class Asking(Peer):
    """An end whose questions are kept, and whose answers come when the test says so."""

    def __init__(self):
        super().__init__()
        self.link_fd, self._far_end = os.pipe()
        self.sent = []

    def send(self, payload):
        self.sent.append(wire.load(payload))

    def dropped(self, item):
        """Nothing is held for it."""

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


class AskedByThreads(Peer):
    """An end of which threads wait. Whoever has the first answer in hand is slow, so that another may begin to read once more."""

    def __init__(self):
        super().__init__()
        self.arriving = queue.Queue()
        self.reads, self._all_taken, self._given = threading.Event(), threading.Event(), 0

    def receive(self):
        self.reads.set()
        if self._given == 2:
            self._all_taken.set()
        return self.arriving.get()

    def _deliver(self, ident, answer):
        self._given += 1
        if self._given == 1:
            self._all_taken.wait(0.3)
        super()._deliver(ident, answer)

    def send(self, payload):
        """The test gives the answers."""


class ThreadsThatWait(unittest.TestCase):
    def test_none_begins_to_read_while_its_answer_is_in_anothers_hand(self):
        peer, answers = AskedByThreads(), []
        first, second = peer._post("call", []), peer._post("call", [])
        threads = [
            threading.Thread(target=lambda ident=ident: answers.append(peer._wait(ident)), daemon=True) for ident in (first, second)
        ]
        threads[0].start()
        self.assertTrue(peer.reads.wait(SECONDS))
        threads[1].start()
        # The first thread reads the answer of the second, and the other way round.
        peer.arriving.put([ANSWER, second, "second"])
        peer.arriving.put([ANSWER, first, "first"])
        for thread in threads:
            thread.join(SECONDS)
        self.assertEqual(sorted(answers), [(ANSWER, "first"), (ANSWER, "second")])


class WatchedRelay(Relay):
    """Tells when a thread reads."""

    def __init__(self, fd):
        super().__init__(fd)
        self.reads = threading.Event()

    def receive(self):
        self.reads.set()
        return super().receive()


class AwaitedWhileThreadsRead(unittest.TestCase):
    """A thread of the solution reads what the tests want awaited. The main thread has the loop for it."""

    def setUp(self):
        near, self.far = socket.socketpair()
        self.far.settimeout(SECONDS)
        self.addCleanup(self.far.close)
        self.addCleanup(near.close)
        self.relay = WatchedRelay(near.fileno())
        self.begin(self.relay.request, "call", 1)
        self.assertEqual(self.hear()[0], ASK)
        self.assertTrue(self.relay.reads.wait(SECONDS))

    def begin(self, action, *args):
        """In a thread that ends with the link."""

        def until_closed():
            try:
                action(*args)
            except (wire.Closed, OSError):
                return

        threading.Thread(target=until_closed, daemon=True).start()

    def hear(self):
        return wire.load(wire.read_rest(self.far.fileno(), self.far.recv(1), wire.FRAME_CAP)[2])

    def say(self, *messages):
        self.far.sendall(b"".join([wire.pack(wire.CANDIDATE, 0, wire.dump(message)) for message in messages]))

    def call_of(self, function):
        """A question that awaits what this function gives."""
        tests = Asking()
        self.addCleanup(tests.close)
        return [ASK, 1, "acall", Codec(tests).encode([Remote(tests, self.relay.remember(function)), [], {}])]

    def test_what_is_to_be_awaited_is(self):
        async def three():
            return 3

        self.begin(self.relay.serve_forever)
        self.say(self.call_of(three))
        self.assertEqual(self.hear(), [ANSWER, 1, 3])

    def test_what_is_cancelled_before_it_began_ends(self):
        async def never():
            await asyncio.get_running_loop().create_future()

        self.say(self.call_of(never), [CANCEL, 1])
        self.begin(self.relay.serve_forever)
        kind, ident, error = self.hear()
        self.assertEqual((kind, ident, error[1][1]), (RAISE, 1, "CancelledError"))


if __name__ == "__main__":
    unittest.main()
