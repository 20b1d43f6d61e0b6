"""Both providers, played as a test says, and a time that passes only when somebody sleeps or a test says so."""

from contextlib import ExitStack
from types import SimpleNamespace

import assay
import pytest
from assay import draw
from client import Client
from contract import Policy
from shapes import DEFAULTS


class Time:
    """`drawn` has what `uniform` was asked for and gave; `waits` how long the client slept, where it slept at all."""

    def __init__(self):
        self.now = float(draw.randrange(10_000))
        self.drawn, self.waits = [], []

    def clock(self):
        return self.now

    def sleep(self, seconds):
        assert seconds >= 0, "sleep was called with less than nothing"
        if seconds > 0:
            self.waits.append(seconds)
            self.now += seconds

    def uniform(self, low, high):
        value = low + (high - low) * draw.uniform(0.1, 0.9)
        self.drawn.append((low, high, value))
        return value


class Provider:
    """A service whose script is a list of answers, the last one again and again. `arrivals` are times of the test's own clock."""

    def __init__(self, name, answers, time):
        self.arrivals = []
        self._answers, self._time = list(answers), time
        self.service = assay.services.http(name, self._answer)

    def _answer(self, request):
        self.arrivals.append(self._time.now)
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        return answer(request) if callable(answer) else answer

    @property
    def requests(self):
        return self.service.requests

    @property
    def bodies(self):
        return [request.json() for request in self.requests]


@pytest.fixture
def time():
    return Time()


@pytest.fixture
def play(time):
    """Starts both providers; one that a test gives no answers fails every request."""
    with ExitStack() as stack:

        def play(openai=(), anthropic=()):
            broken = [assay.services.Answer(500)]
            playing = {
                "openai": Provider("openai", openai or broken, time),
                "anthropic": Provider("anthropic", anthropic or broken, time),
            }
            for provider in playing.values():
                stack.enter_context(provider.service)
            return SimpleNamespace(**playing)

        yield play


@pytest.fixture
def new_client(time):
    def new_client(**changes):
        return Client(Policy(**(DEFAULTS | changes)), time.sleep, time.clock, time.uniform)

    return new_client


@pytest.fixture
def after(time):
    """An answer for which the provider takes some time, by the clock of the test."""

    def after(seconds, answer):
        def take_time(request):
            time.now += seconds
            return answer

        return take_time

    return after
