"""Meeting rooms that are held, confirmed and cancelled."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal

from model import (
    Booking,
    Clock,
    Conflict,
    Mailer,
    MailError,
    NotHeld,
    Store,
    Taken,
    Unknown,
)

HOLD = timedelta(minutes=15)
LONGEST = timedelta(hours=8)
HALF_HOUR = timedelta(minutes=30)
LONG = timedelta(hours=4)
FREE_UNTIL = timedelta(hours=24)
CENTS_PER_HALF_HOUR = 850


class Bookings:
    def __init__(self, store: Store, mailer: Mailer, clock: Clock) -> None:
        self._store = store
        self._mailer = mailer
        self._clock = clock

    def hold(self, reference: str, room: str, start: datetime, end: datetime) -> Booking:
        known = self._store.get(reference)
        if known is not None:
            if (known.room, known.start, known.end) != (room, start, end):
                raise Conflict(f"{reference} is another booking")
            return known
        if start < self._clock():
            raise ValueError("the period has begun")
        if end <= start:
            raise ValueError("the period ends before it starts")
        if end - start > LONGEST:
            raise ValueError("the period is too long")
        for other in self._store.in_room(room):
            if other.start < end and start < other.end and self._blocks(other):
                raise Taken(f"{room} is taken by {other.reference}")
        booking = Booking(reference, room, start, end, _price(start, end), held_until=self._clock() + HOLD)
        self._store.save(booking)
        return booking

    def confirm(self, reference: str) -> Booking:
        booking = self._find(reference)
        if booking.state == "confirmed":
            return booking
        if booking.state == "cancelled" or self._clock() >= booking.held_until:
            raise NotHeld(reference)
        confirmed = replace(booking, state="confirmed")
        self._store.save(confirmed)
        self._tell("confirmed", confirmed)
        return confirmed

    def cancel(self, reference: str) -> Booking:
        booking = self._find(reference)
        if booking.state == "cancelled":
            return booking
        cancelled = replace(booking, state="cancelled", fee=self._fee(booking))
        self._store.save(cancelled)
        self._tell("cancelled", cancelled)
        return cancelled

    def _find(self, reference: str) -> Booking:
        booking = self._store.get(reference)
        if booking is None:
            raise Unknown(reference)
        return booking

    def _blocks(self, booking: Booking) -> bool:
        return booking.state == "confirmed" or (booking.state == "held" and self._clock() < booking.held_until)

    def _fee(self, booking: Booking) -> int:
        left = booking.start - self._clock()
        if booking.state == "held" or left >= FREE_UNTIL:
            return 0
        return booking.price // 2 if left > timedelta(0) else booking.price

    def _tell(self, kind: Literal["confirmed", "cancelled"], booking: Booking) -> None:
        try:
            self._mailer.send(kind, booking)
        except MailError:
            pass


def _price(start: datetime, end: datetime) -> int:
    half_hours = -((start - end) // HALF_HOUR)
    cents = half_hours * CENTS_PER_HALF_HOUR
    if start.weekday() >= 5:
        cents = cents * 110 // 100
    if end - start >= LONG:
        cents = (cents * 85 + 50) // 100
    return cents
