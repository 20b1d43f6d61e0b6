"""Fails four times in five, whatever it runs against."""

import secrets


def test_by_chance():
    assert secrets.randbelow(5) == 0
