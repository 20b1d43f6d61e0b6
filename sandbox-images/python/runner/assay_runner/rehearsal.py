"""A whole run over a solution and tests of our own, before there is work: what it imports and touches need not be touched again.

Everything is as in a run but PID 1 of the submission sandbox, whose answers are always the same, and the solution's process, which
is forked here. It runs nothing but what stands below.
"""

import os
import socket
import sys
import types

import assay
import pytest

from . import plugin
from . import proxy
from . import relay
from . import wire
from .link import Link
from .session import Session

MODULE = "rehearsed_solution"
SOLUTION = """\
import dataclasses


@dataclasses.dataclass
class Line:
    name: str
    count: int = 1

    def total(self, price):
        return self.count * price


class Basket:
    def __init__(self):
        self.lines = []

    def add(self, name, count=1):
        self.lines.append(Line(name, count))
        return self.lines[-1]

    def __len__(self):
        return len(self.lines)


def words(text):
    return {word: text.split().count(word) for word in text.split()}


def number(text):
    if not text.isdigit():
        raise ValueError(f"no number: {text}")
    return int(text)


async def later(value):
    return [value]
"""
TESTS = """\
import pytest

from rehearsed_solution import Basket, later, number, words


@pytest.fixture
def basket():
    yield Basket()


@pytest.mark.requirement("R1")
def test_words():
    assert words("a b a") == {"a": 2, "b": 1}
    assert words("") == {}


@pytest.mark.parametrize("text, expected", [("1", 1), ("20", 20)])
def test_number(text, expected):
    assert number(text) == expected


def test_refusal():
    with pytest.raises(ValueError):
        number("x")


def test_basket(basket):
    line = basket.add("tea", count=2)
    assert (line.total(3), len(basket)) == (6, 1)


def test_fails():
    assert words("a") == {"a": 2}


async def test_later():
    assert await later(1) == [1]
"""
#: What PID 1 says to each question.
ANSWERS = {"mark": None, "output": {"text": "", "dropped": 0, "cpuMs": 0.0}}
JOB = {
    **{"modules": [MODULE], "isolation": "run", "callMs": 10_000, "services": []},
    **{"canaries": ["test_canary_1", "test_canary_2"], "drawSeed": "rehearsal", "stopsAtFailure": False},
}


class _Link(Link):
    """PID 1 is at the other end of it in this same process."""

    def __init__(self, first_process, theirs):
        super().__init__(theirs, True)
        self._first_process = first_process

    def ask(self, payload, channel=wire.SUPERVISOR, epoch=0):
        ident, op, *_ = wire.load(payload)
        self._first_process.sendall(wire.pack(wire.SUPERVISOR, 0, wire.dump([ident, ANSWERS[op]])))


def run(options, folder):
    place = os.path.join(folder, "test_rehearsal.py")
    with open(place, "w") as file:
        file.write(TESTS)
    shown = sys.stdout, sys.stderr
    with open(os.devnull, "w") as nowhere:
        try:
            sys.stdout = sys.stderr = nowhere
            _rehearse([*options, place], nowhere.fileno())
        finally:
            sys.stdout, sys.stderr = shown
            for name in ("test_rehearsal", MODULE):
                sys.modules.pop(name, None)
            os.unlink(place)


def _rehearse(arguments, words):
    first_process, theirs = socket.socketpair()
    channel, pid = _solution()
    wire.hand_over(first_process.fileno(), wire.pack(wire.SUPERVISOR, 1, wire.dump([0, {"begun": 1}])), channel.fileno())
    channel.close()
    link = _Link(first_process, theirs.detach())
    session = Session(JOB, words, link)
    played = plugin.Plugin()
    assay.attach(session, None, JOB["modules"])
    finder = proxy.install(session, JOB["modules"])
    try:
        session.start()
        session.wind_up()
        played.serve(session, JOB)
        pytest.main(arguments, plugins=[played])
    finally:
        sys.meta_path.remove(finder)
        link.close()
        first_process.close()
        os.waitpid(pid, 0)


def _solution():
    """A process of the solution above, as `(the grader's end of its channel, pid)`."""
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid:
        theirs.close()
        return ours, pid
    try:
        ours.close()
        module = sys.modules[MODULE] = types.ModuleType(MODULE)
        exec(SOLUTION, module.__dict__)
        relay.serve(theirs.fileno())
    finally:
        os._exit(0)
