from shipping import cost


def test_price():
    assert cost(1) == 4
