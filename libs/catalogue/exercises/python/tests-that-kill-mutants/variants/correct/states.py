"""A class for each state says what can be done in it; money is Decimal."""

import dataclasses
from datetime import timedelta
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from model import *

HOLD_MINUTES = 15
WEEKEND = {5, 6}


class Held:
    def __init__(self, booking, clock):
        self.booking, self.has_run_out = booking, clock() >= booking.held_until

    def blocks(self):
        return not self.has_run_out

    def confirmed(self):
        if self.has_run_out:
            raise NotHeld("your hold has run out")
        return dataclasses.replace(self.booking, state="confirmed")

    def cancelled(self):
        return dataclasses.replace(self.booking, state="cancelled")


class Confirmed:
    def __init__(self, booking, clock):
        self.booking, self.clock = booking, clock

    def blocks(self):
        return True

    def confirmed(self):
        return self.booking

    def cancelled(self):
        ahead = self.booking.start - self.clock()
        rate = Decimal("0.5") if ahead > timedelta(0) else Decimal(1)
        if ahead >= timedelta(hours=24):
            rate = Decimal(0)
        fee = (self.booking.price * rate).quantize(Decimal(1), ROUND_DOWN)
        return dataclasses.replace(self.booking, state="cancelled", fee=int(fee))


class Cancelled:
    def __init__(self, booking, clock):
        self.booking = booking

    def blocks(self):
        return False

    def confirmed(self):
        raise NotHeld("it was cancelled")

    def cancelled(self):
        return self.booking


STATES = {"held": Held, "confirmed": Confirmed, "cancelled": Cancelled}


class Bookings:
    def __init__(self, store, mailer, clock):
        self._store = store
        self._mailer = mailer
        self._clock = clock

    def hold(self, reference, room, start, end):
        if repeated := self._store.get(reference):
            return self._same(repeated, (room, start, end))
        hours = Decimal((end - start).total_seconds()) / 3600
        if start < self._clock() or not 0 < hours <= 8:
            raise ValueError("no room can be held for this period")
        blocking = filter(lambda other: self._state(other).blocks(), self._store.in_room(room))
        before = [other for other in sorted(blocking, key=lambda other: other.start) if other.start < end]
        if any(other.end > start for other in before):
            raise Taken(room, start)
        until = self._clock() + timedelta(minutes=HOLD_MINUTES)
        return self._keep(Booking(reference, room, start, end, self._price(start, hours), until))

    def _same(self, booking, wanted):
        if (booking.room, booking.start, booking.end) != wanted:
            raise Conflict("reference and period do not belong together")
        return booking

    def confirm(self, reference):
        return self._move(reference, lambda state: state.confirmed())

    def cancel(self, reference):
        return self._move(reference, lambda state: state.cancelled())

    def _move(self, reference, step):
        booking = self._store.get(reference)
        if booking is None:
            raise Unknown(f"unknown: {reference}")
        moved = step(self._state(booking))
        if moved is not booking:
            self._keep(moved)
            self._inform(moved)
        return moved

    def _state(self, booking):
        return STATES[booking.state](booking, self._clock)

    def _keep(self, booking):
        self._store.save(booking)
        return booking

    def _inform(self, booking):
        try:
            self._mailer.send(booking.state, booking)
        except MailError:
            return

    def _price(self, start, hours):
        half_hours = (hours * 2).to_integral_value("ROUND_CEILING")
        price = half_hours * 850
        if start.weekday() in WEEKEND:
            price *= Decimal("1.1")
        if hours >= 4:
            price *= Decimal("0.85")
        return int(price.quantize(Decimal(1), ROUND_HALF_UP))
