"""Asks for what nobody promised: an answer for no numbers at all."""

import pytest

from solution import least


def test_of_three():
    assert least([3, 1, 2]) == 1


def test_of_none():
    with pytest.raises(IndexError):
        least([])
