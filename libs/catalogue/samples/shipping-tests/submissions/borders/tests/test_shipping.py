from shipping import cost


def test_whole_kilograms():
    assert (cost(5), cost(6)) == (4, 6)
