from shipping import cost

PRICES = {0.5: 4, 5: 4, 5.5: 6, 6: 6, 6.01: 8, 7: 8, 52: 98}


def test_prices():
    assert {weight: cost(weight) for weight in PRICES} == PRICES


def test_express():
    assert {weight: cost(weight, True) for weight in PRICES} == {weight: 2 * price for weight, price in PRICES.items()}


def test_nothing_costs_nothing():
    refused = []
    for weight in (0, -3):
        try:
            cost(weight)
        except ValueError:
            refused.append(weight)
    assert refused == [0, -3]
