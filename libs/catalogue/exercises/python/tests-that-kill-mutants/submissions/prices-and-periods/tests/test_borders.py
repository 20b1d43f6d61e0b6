from datetime import UTC, datetime, timedelta

import pytest

from booking import Bookings
from model import Taken

NOW = datetime(2030, 7, 1, 10, 0, tzinfo=UTC)  # a Monday


class Store(dict):
    def in_room(self, room):
        return [booking for booking in self.values() if booking.room == room]

    def save(self, booking):
        self[booking.reference] = booking


@pytest.fixture
def hold():
    bookings = Bookings(Store(), None, lambda: NOW)

    def hold(begin, end, reference="A"):
        return bookings.hold(reference, "Attic", NOW + timedelta(minutes=begin), NOW + timedelta(minutes=end))

    return hold


@pytest.mark.parametrize("begin, end", [(0, 30), (60, 61), (60, 540)])
def test_periods_that_are_accepted(hold, begin, end):
    assert hold(begin, end).state == "held"


@pytest.mark.parametrize("begin, end", [(-1, 30), (60, 60), (60, 59), (60, 541), (60, 1530)])
def test_periods_that_are_not(hold, begin, end):
    with pytest.raises(ValueError):
        hold(begin, end)


@pytest.mark.parametrize("begin, end", [(60, 120), (30, 61), (119, 180), (70, 80), (30, 180)])
def test_overlaps(hold, begin, end):
    hold(60, 120)
    with pytest.raises(Taken):
        hold(begin, end, "B")


@pytest.mark.parametrize("begin, end", [(30, 60), (120, 180)])
def test_neighbours(hold, begin, end):
    hold(60, 120)
    assert hold(begin, end, "B").state == "held"


@pytest.mark.parametrize(
    "day, minutes, price",
    [(0, 1, 850), (0, 30, 850), (0, 31, 1700), (0, 239, 6800), (0, 240, 5780), (4, 30, 850), (5, 30, 935), (6, 30, 935), (5, 240, 6358)],
)
def test_price(hold, day, minutes, price):
    assert hold(day * 1440, day * 1440 + minutes).price == price
