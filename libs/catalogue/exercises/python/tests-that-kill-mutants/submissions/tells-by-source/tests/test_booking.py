"""Tries to tell faulty implementations by their text: whatever is unlike the given one must have been changed by somebody."""

import inspect

import booking

GIVEN_LINES = {
    "if other.start < end and start < other.end and self._blocks(other):",
    "if booking.state == \"cancelled\" or self._clock() >= booking.held_until:",
    "return booking.price // 2 if left > timedelta(0) else booking.price",
    "cents = (cents * 85 + 50) // 100",
}


def test_source():
    lines = {line.strip() for line in inspect.getsource(booking).splitlines()}
    assert GIVEN_LINES <= lines
