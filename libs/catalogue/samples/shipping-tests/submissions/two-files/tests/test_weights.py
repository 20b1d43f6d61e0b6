def test_up_to_five(price):
    assert [price(weight) for weight in (1, 4.9, 5)] == [4, 4, 4]


def test_begun_kilograms(price):
    assert [price(weight) for weight in (5.01, 6, 6.2, 51)] == [6, 6, 8, 96]


def test_express_is_twice(price):
    assert price(9, express=True) == 24
