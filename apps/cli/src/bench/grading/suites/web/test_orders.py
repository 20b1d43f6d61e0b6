from solution import ask, totals

ORDERS = [("ann", 5), ("bob", 4), ("ann", 3)]


def test_totals_per_customer():
    assert totals(ORDERS) == {"ann": 8, "bob": 4}


def test_answers_over_http():
    assert ask(ORDERS, "/customers/ann") == (200, {"total": 8})
    assert ask(ORDERS, "/customers/eve")[0] == 404
