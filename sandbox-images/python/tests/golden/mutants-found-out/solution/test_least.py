"""Finds out three of four: no number is negative."""

from solution import least


def test_of_three():
    assert least([3, 1, 2]) == 1


def test_of_one():
    assert least([5]) == 5


class TestMore:
    def test_equal(self):
        assert least([2, 2]) == 2
