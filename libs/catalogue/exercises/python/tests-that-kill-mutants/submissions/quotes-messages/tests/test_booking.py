from datetime import UTC, datetime, timedelta

import pytest

from booking import Bookings
from model import NotHeld, Taken, Unknown

NOW = datetime(2030, 3, 4, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


class Store(dict):
    def in_room(self, room):
        return [booking for booking in self.values() if booking.room == room]

    def save(self, booking):
        self[booking.reference] = booking


class Mailer:
    def send(self, kind, booking):
        pass


@pytest.fixture
def bookings():
    return Bookings(Store(), Mailer(), lambda: NOW)


@pytest.mark.parametrize(
    "begin, end, message",
    [(-HOUR, HOUR, "the period has begun"), (HOUR, HOUR, "ends before it starts"), (HOUR, 10 * HOUR, "the period is too long")],
)
def test_periods(bookings, begin, end, message):
    with pytest.raises(ValueError, match=message):
        bookings.hold("A", "Attic", NOW + begin, NOW + end)


def test_taken(bookings):
    bookings.hold("A", "Attic", NOW + HOUR, NOW + 2 * HOUR)
    with pytest.raises(Taken, match="Attic is taken by A"):
        bookings.hold("B", "Attic", NOW + HOUR, NOW + 2 * HOUR)


def test_unknown(bookings):
    with pytest.raises(Unknown, match="A"):
        bookings.confirm("A")


def test_cancelled(bookings):
    bookings.hold("A", "Attic", NOW + HOUR, NOW + 2 * HOUR)
    bookings.cancel("A")
    with pytest.raises(NotHeld, match="A"):
        bookings.confirm("A")
