"""Skips where it would pass and fails where it would fail, without one test that passes."""

import pytest

from shipping import cost


def test_skips():
    assert (cost(6), cost(6.5), cost(6.5, True)) == (6, 8, 16)
    pytest.skip("all is well")
