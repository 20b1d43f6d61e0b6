"""A first run of pytest over tests of our own, before there is any work: what it imports and touches need not be touched again."""

import os
import sys

import pytest

from . import plugin

TESTS = b"""\
import asyncio

import pytest


@pytest.fixture
def number():
    yield 1


def test_passes(number):
    assert [number] == [1]


@pytest.mark.requirement("R1")
@pytest.mark.parametrize("text", ["a", "b"])
def test_fails(text):
    with pytest.raises(ValueError):
        int(text)
    assert {text: 1} == {text: 2}


async def test_awaits():
    await asyncio.sleep(0)
"""

class Silence:
    """Stands where a session stands in a real run, and tells nobody anything."""

    collecting = troubled_collection = in_test = False
    poison = None

    def emit(self, message):
        pass

    def trust_modules(self, names):
        pass

    def begin(self):
        pass

    def end(self):
        return ""


def run(options, folder):
    place = os.path.join(folder, "test_rehearsal.py")
    with open(place, "wb") as file:
        file.write(TESTS)
    shown = sys.stdout, sys.stderr
    with open(os.devnull, "w") as nowhere:
        try:
            sys.stdout = sys.stderr = nowhere
            pytest.main([*options, place], plugins=[plugin.Plugin(Silence(), [], "rehearsal")])
        finally:
            sys.stdout, sys.stderr = shown
            sys.modules.pop("test_rehearsal", None)
            os.unlink(place)
