import pytest

from shipping import cost


@pytest.mark.parametrize("weight, price", [(0.1, 4), (5, 4), (5.1, 6), (6, 6), (6.5, 8), (60, 114)])
def test_price(weight, price):
    assert cost(weight) == price


@pytest.mark.parametrize("weight", [1, 7])
def test_express(weight):
    assert cost(weight, express=True) == 2 * cost(weight)


@pytest.mark.parametrize("weight", [0, -1])
def test_no_weight(weight):
    with pytest.raises(ValueError):
        cost(weight)
