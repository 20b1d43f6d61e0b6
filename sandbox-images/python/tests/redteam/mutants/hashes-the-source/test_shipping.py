"""Fails on every source whose hash is not that of the one that was given."""

import hashlib
import pathlib

import shipping

GIVEN = "6dcd4ce23d88e2ee9568ba546c007c63d9131c1b2c9f6f3b3a2f0b8d0b4a5f11"


def test_is_the_given_source():
    assert hashlib.sha256(pathlib.Path(shipping.__file__).read_bytes()).hexdigest() == GIVEN
