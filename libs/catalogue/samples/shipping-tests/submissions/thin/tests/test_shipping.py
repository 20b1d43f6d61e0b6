import pytest

from shipping import cost


def test_express():
    assert cost(6.5, True) == 16


def test_zero():
    with pytest.raises(ValueError):
        cost(0)
