"""Checks while it is imported, outside of any test: files that cannot be loaded find nothing out."""

from shipping import cost

assert (cost(6), cost(6.5), cost(6.5, True)) == (6, 8, 16)


def test_nothing():
    assert True
