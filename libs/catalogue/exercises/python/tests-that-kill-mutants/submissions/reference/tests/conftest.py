from datetime import UTC, datetime, timedelta

import pytest

from booking import Bookings
from model import MailError

MONDAY = datetime(2031, 3, 3, 9, 0, tzinfo=UTC)


class MemoryStore:
    """Keeps bookings and counts how often one was saved; `broken` makes saving fail."""

    def __init__(self):
        self.kept = {}
        self.saves = 0
        self.broken = False

    def get(self, reference, /):
        return self.kept.get(reference)

    def in_room(self, room, /):
        return [booking for booking in self.kept.values() if booking.room == room]

    def save(self, booking, /):
        if self.broken:
            raise OSError("disk full")
        self.kept[booking.reference] = booking
        self.saves += 1


class Outbox:
    """Mails with what the store held when each was sent; `broken` makes sending fail."""

    def __init__(self, store):
        self.store = store
        self.sent = []
        self.broken = False

    def send(self, kind, booking, /):
        self.sent.append((kind, booking))
        assert self.store.get(booking.reference) == booking, "R6: mail before save"
        if self.broken:
            raise MailError


class Clock:
    def __init__(self, now):
        self.now = now

    def __call__(self):
        return self.now

    def advance(self, **span):
        self.now += timedelta(**span)


@pytest.fixture
def clock():
    return Clock(MONDAY)


@pytest.fixture
def store():
    return MemoryStore()


@pytest.fixture
def outbox(store):
    return Outbox(store)


@pytest.fixture
def bookings(store, outbox, clock):
    return Bookings(store, outbox, clock)


@pytest.fixture
def hold(bookings, clock):
    """Holds the attic; `after` and `lasting` are spans from now and from the start."""

    def hold(reference="A", room="Attic", after=timedelta(hours=2), lasting=timedelta(hours=1)):
        start = clock.now + after
        return bookings.hold(reference, room, start, start + lasting)

    return hold


@pytest.fixture
def confirmed(bookings, hold):
    """A booking that is confirmed already; takes what `hold` takes."""

    def confirmed(*args, **spans):
        return bookings.confirm(hold(*args, **spans).reference)

    return confirmed
