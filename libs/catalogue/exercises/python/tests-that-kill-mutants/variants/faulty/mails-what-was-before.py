"""Functions over a frozen record of what the service was given; money is a Fraction until the end."""

import math
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime, timedelta
from fractions import Fraction
from functools import partial

from model import *

DAY = timedelta(days=1)


def _round_half_up(amount: Fraction) -> int:
    return math.floor(amount + Fraction(1, 2))


def _quote(start: datetime, end: datetime) -> int:
    lasts = end - start
    amount = Fraction(850) * math.ceil(lasts / timedelta(minutes=30))
    if start.strftime("%a") in ("Sat", "Sun"):
        amount *= Fraction(11, 10)
    if lasts >= timedelta(hours=4):
        amount *= Fraction(85, 100)
    return _round_half_up(amount)


def _check(start: datetime, end: datetime, now: datetime) -> None:
    match (start >= now, timedelta(0) < end - start <= timedelta(hours=8)):
        case (False, _):
            raise ValueError(start, now)
        case (_, False):
            raise ValueError(start, end)


def _occupied(store, room: str, now: datetime):
    for entry in store.in_room(room):
        match entry.state:
            case "confirmed":
                yield entry
            case "held" if entry.held_until > now:
                yield entry


def _hold(store, clock, reference, room, start, end):
    old = store.get(reference)
    if old is not None and (old.room, old.start, old.end) == (room, start, end):
        return old
    if old is not None:
        raise Conflict(reference, old.room)
    now = clock()
    _check(start, end, now)
    for entry in _occupied(store, room, now):
        if not (entry.end <= start or end <= entry.start):
            raise Taken(entry.reference)
    fresh = Booking(reference, room, start, end, _quote(start, end), now + DAY / 96)
    store.save(fresh)
    return fresh


def _look_up(store, reference):
    found = store.get(reference)
    if found is None:
        raise Unknown()
    return found


def _confirm(store, mailer, clock, reference):
    found = _look_up(store, reference)
    match found.state:
        case "confirmed":
            return found
        case "held" if clock() < found.held_until:
            return _finish(store, mailer, found, state="confirmed")
        case _:
            raise NotHeld()


def _cancel(store, mailer, clock, reference):
    found = _look_up(store, reference)
    if found.state == "cancelled":
        return found
    share = _share(found, clock) if found.state == "confirmed" else Fraction(0)
    return _finish(store, mailer, found, state="cancelled", fee=math.floor(found.price * share))


def _share(found, clock):
    now = clock()
    if now >= found.start:
        return Fraction(1)
    if found.start - now < DAY:
        return Fraction(1, 2)
    return Fraction(0)


def _finish(store, mailer, found, **changes):
    done = Booking(**(asdict(found) | changes))
    store.save(done)
    with suppress(MailError):
        mailer.send(done.state, found)
    return done


class Bookings:
    def __init__(self, store, mailer, clock):
        self.hold = partial(_hold, store, clock)
        self.confirm = partial(_confirm, store, mailer, clock)
        self.cancel = partial(_cancel, store, mailer, clock)
