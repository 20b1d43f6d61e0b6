from solution import best_seller, per_month


def test_months_without_a_sale_are_zero():
    rows = [("2024-01-30", 5), ("2024-01-31", 7), ("2024-03-01", 1)]
    assert per_month(rows) == {"2024-01": 12, "2024-02": 0, "2024-03": 1}


def test_best_seller_by_sum():
    assert best_seller([("tea", 5), ("milk", 4), ("milk", 3)]) == "milk"
