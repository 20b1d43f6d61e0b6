from shipping import cost


def test_a_light_parcel():
    assert cost(1) == 4
