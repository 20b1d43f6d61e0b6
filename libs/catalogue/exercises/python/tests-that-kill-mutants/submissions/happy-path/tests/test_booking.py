from datetime import datetime, timedelta, timezone

import pytest

from booking import Bookings
from model import NotHeld, Taken, Unknown


class Store:
    def __init__(self):
        self.data = {}

    def get(self, reference):
        return self.data.get(reference)

    def in_room(self, room):
        return [b for b in self.data.values() if b.room == room]

    def save(self, booking):
        self.data[booking.reference] = booking


class Mailer:
    def __init__(self):
        self.sent = []

    def send(self, kind, booking):
        self.sent.append(kind)


now = datetime(2030, 1, 7, 8, 0, tzinfo=timezone.utc)
start = now + timedelta(days=2)
end = start + timedelta(hours=2)


def make():
    store, mailer = Store(), Mailer()
    return Bookings(store, mailer, lambda: now), store, mailer


def test_hold():
    bookings, store, mailer = make()
    booking = bookings.hold("1", "A", start, end)
    assert booking.state == "held"
    assert booking.price == 3400
    assert store.get("1") == booking


def test_confirm():
    bookings, store, mailer = make()
    bookings.hold("1", "A", start, end)
    assert bookings.confirm("1").state == "confirmed"
    assert mailer.sent == ["confirmed"]


def test_cancel():
    bookings, store, mailer = make()
    bookings.hold("1", "A", start, end)
    bookings.confirm("1")
    booking = bookings.cancel("1")
    assert booking.state == "cancelled"
    assert booking.fee == 0
    assert mailer.sent == ["confirmed", "cancelled"]


def test_taken():
    bookings, store, mailer = make()
    bookings.hold("1", "A", start, end)
    with pytest.raises(Taken):
        bookings.hold("2", "A", start, end)


def test_room_is_free_again():
    bookings, store, mailer = make()
    bookings.hold("1", "A", start, end)
    bookings.cancel("1")
    assert bookings.hold("2", "A", start, end).state == "held"


def test_confirm_cancelled():
    bookings, store, mailer = make()
    bookings.hold("1", "A", start, end)
    bookings.cancel("1")
    with pytest.raises(NotHeld):
        bookings.confirm("1")


def test_hold_twice():
    bookings, store, mailer = make()
    assert bookings.hold("1", "A", start, end) == bookings.hold("1", "A", start, end)


def test_bad_period():
    bookings, store, mailer = make()
    with pytest.raises(ValueError):
        bookings.hold("1", "A", end, start)
    with pytest.raises(ValueError):
        bookings.hold("1", "A", start - timedelta(days=9), end - timedelta(days=9))


def test_unknown():
    bookings, store, mailer = make()
    with pytest.raises(Unknown):
        bookings.confirm("1")
