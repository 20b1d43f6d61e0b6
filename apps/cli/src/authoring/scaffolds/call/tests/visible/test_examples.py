from solution import shares


def test_three_people():
    assert shares(100, 3) == [34, 33, 33]
