"""Periods are ranges of microseconds; prices come from a table, and outcomes from tables as well."""

from dataclasses import replace
from datetime import timedelta

from model import *

TICK = timedelta(microseconds=1)
SLOT = timedelta(minutes=30) // TICK
MOST_SLOTS = 16
LONG_SLOTS = 8
CENTS = [850, 850, 850, 850, 850, 935, 935]


class Period:
    def __init__(self, start, end):
        self.start, self.end = start, end
        self.ticks = (end - start) // TICK

    def is_possible(self, now):
        return self.start >= now and self.ticks in range(1, MOST_SLOTS * SLOT + 1)

    def meets(self, other):
        ahead = (other.start - self.start) // TICK
        return ahead < self.ticks and ahead + other.ticks > 0

    def price(self):
        slots, rest = divmod(self.ticks, SLOT)
        begun = slots + bool(rest)
        full = begun * CENTS[self.start.weekday()]
        if slots < LONG_SLOTS:
            return full
        cents, hundredths = divmod(full * 85, 100)
        return cents + (hundredths >= 50)


class Bookings:
    def __init__(self, store, mailer, clock):
        self.__store, self.__mailer, self.__clock = store, mailer, clock

    def hold(self, reference, room, start, end):
        known, wanted = self.__store.get(reference), Period(start, end)
        if known is not None:
            if known.room != room or known.start != start or known.end != end:
                raise Conflict
            return known
        now = self.__clock()
        if not wanted.is_possible(now):
            raise ValueError(f"from {start} to {end}")
        rivals = [other for other in self.__store.in_room(room) if self.__counts(other, now)]
        if [rival for rival in rivals if wanted.meets(Period(rival.start, rival.end))]:
            raise Taken
        made = Booking(reference, room, start, end, wanted.price(), now + SLOT * TICK / 2)
        self.__store.save(made)
        return made

    def confirm(self, reference):
        booking = self.__of(reference)
        holds = booking.state == "held" and booking.held_until > self.__clock()
        if not holds and booking.state != "confirmed":
            raise NotHeld
        return self.__written(booking, replace(booking, state="confirmed"))

    def cancel(self, reference):
        booking = self.__of(reference)
        if booking.state == "cancelled":
            return booking
        fees = {"held": lambda: 0, "confirmed": lambda: self.__fee(booking)}
        return self.__written(booking, replace(booking, state="cancelled", fee=fees[booking.state]()))

    def __of(self, reference):
        booking = self.__store.get(reference)
        if booking is None:
            raise Unknown
        return booking

    def __counts(self, booking, now):
        counts = {"held": lambda: now < booking.held_until, "confirmed": lambda: True, "cancelled": lambda: False}
        return counts[booking.state]()

    def __fee(self, booking):
        now = self.__clock()
        if now <= booking.start:
            return booking.price >> 1 if now + timedelta(hours=24) > booking.start else 0
        return booking.price

    def __written(self, before, after):
        if after == before:
            return before
        self.__store.save(after)
        try:
            self.__mailer.send(after.state, after)
        except MailError:
            pass
        return after
