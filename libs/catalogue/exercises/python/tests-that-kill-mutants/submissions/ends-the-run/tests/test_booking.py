from booking import Bookings


def test_it_is_there():
    assert Bookings
