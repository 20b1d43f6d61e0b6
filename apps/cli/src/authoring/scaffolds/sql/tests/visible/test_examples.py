from report import shares


def test_the_first_bill():
    assert shares()[0] == (1, 1, 137)
