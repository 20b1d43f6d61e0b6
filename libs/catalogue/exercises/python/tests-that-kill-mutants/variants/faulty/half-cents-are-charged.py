"""Every rule is a small question about moments; money is whole cents throughout."""

from dataclasses import replace
from datetime import timedelta

from model import *


class Bookings:
    def __init__(self, store, mailer, clock):
        self.store, self.mailer, self.clock = store, mailer, clock

    def hold(self, reference, room, start, end):
        booking = self.store.get(reference)
        if booking:
            if booking.room == room and booking.start == start and booking.end == end:
                return booking
            raise Conflict("this reference is in use")
        self.require_sound(start, end)
        if any(self.is_in_the_way(other, start, end) for other in self.store.in_room(room)):
            raise Taken("somebody was faster")
        made = Booking(
            reference=reference,
            room=room,
            start=start,
            end=end,
            price=self.price_of(start, end),
            held_until=self.clock() + timedelta(seconds=900),
        )
        self.store.save(made)
        return made

    def confirm(self, reference):
        booking = self.known(reference)
        if booking.state != "confirmed":
            if not self.is_live_hold(booking):
                raise NotHeld(f"{booking.state} since {booking.held_until:%H:%M}")
            booking = self.change(booking, "confirmed", booking.fee)
        return booking

    def cancel(self, reference):
        booking = self.known(reference)
        if booking.state != "cancelled":
            booking = self.change(booking, "cancelled", self.fee_for(booking))
        return booking

    def require_sound(self, start, end):
        length = end - start
        if length <= timedelta() or length > timedelta(minutes=480):
            raise ValueError(f"a period cannot last {length}")
        if self.clock() > start:
            raise ValueError("too late for this period")

    def is_in_the_way(self, other, start, end):
        if other.state == "cancelled" or other.state == "held" and not self.is_live_hold(other):
            return False
        return max(other.start, start) < min(other.end, end)

    def is_live_hold(self, booking):
        return booking.state == "held" and self.clock() < booking.held_until

    def price_of(self, start, end):
        seconds = (end - start).total_seconds()
        half_hours = int(seconds // 1800) + (1 if seconds % 1800 else 0)
        tenths = half_hours * 850 * (11 if start.isoweekday() > 5 else 10)
        if seconds < 4 * 3600:
            return tenths // 10
        return (tenths * 85 + 500) // 1000

    def fee_for(self, booking):
        if booking.state == "held":
            return 0
        now = self.clock()
        if now <= booking.start - timedelta(days=1):
            return 0
        if now >= booking.start:
            return booking.price
        return (booking.price + booking.price % 2) // 2

    def change(self, booking, state, fee):
        changed = replace(booking, state=state, fee=fee)
        self.store.save(changed)
        try:
            self.mailer.send(state, changed)
        except MailError as error:
            print("no mail:", error)
        return changed

    def known(self, reference):
        found = self.store.get(reference)
        if not found:
            raise Unknown("no such reference")
        return found
