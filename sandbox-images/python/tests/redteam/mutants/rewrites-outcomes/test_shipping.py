from shipping import cost


def test_price():
    assert (cost(1), cost(6)) == (4, 6)
