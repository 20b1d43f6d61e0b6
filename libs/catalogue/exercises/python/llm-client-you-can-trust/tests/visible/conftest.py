"""A time that passes only when somebody sleeps, and a policy to change."""

import pytest
from client import Client
from contract import Policy

POLICY = {
    "openai_model": "gpt-desk",
    "anthropic_model": "claude-desk",
    "max_tokens": 100,
    "token_cap": 10_000,
    "attempts": 3,
    "first_wait": 0.5,
    "longest_wait": 8.0,
    "request_timeout": 5.0,
    "call_budget": 60.0,
    "rate": 10.0,
    "burst": 10,
}


class Time:
    def __init__(self):
        self.now, self.waits = 0.0, []

    def clock(self):
        return self.now

    def sleep(self, seconds):
        if seconds > 0:
            self.waits.append(seconds)
            self.now += seconds

    def uniform(self, low, high):
        return (low + high) / 2


@pytest.fixture
def time():
    return Time()


@pytest.fixture
def client(time):
    return Client(Policy(**POLICY), time.sleep, time.clock, time.uniform)
