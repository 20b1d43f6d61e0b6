import pytest

from shipping import cost


def test_message():
    with pytest.raises(ValueError, match="the weight must be above 0"):
        cost(0)


def test_express():
    assert cost(6.5, True) == 16
