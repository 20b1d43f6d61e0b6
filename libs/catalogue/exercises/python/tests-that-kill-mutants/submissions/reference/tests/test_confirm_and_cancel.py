"""R3, R5, R6 and R7: what becomes of a booking, what it costs to give it back, and who is told."""

from dataclasses import replace
from datetime import timedelta

import pytest

from model import NotHeld, Unknown

HOUR = timedelta(hours=1)
TICK = timedelta(microseconds=1)


def test_a_hold_is_confirmed(bookings, hold, store, outbox):
    expected = replace(hold(), state="confirmed")
    assert bookings.confirm("A") == expected
    assert store.kept == {"A": expected}
    assert outbox.sent == [("confirmed", expected)]


def test_a_hold_can_be_confirmed_to_its_last_moment(bookings, hold, clock):
    clock.now = hold().held_until - TICK
    assert bookings.confirm("A").state == "confirmed"


def test_a_hold_that_has_run_out_cannot(bookings, hold, store, outbox, clock):
    held = hold()
    clock.now = held.held_until
    with pytest.raises(NotHeld):
        bookings.confirm("A")
    assert (store.kept, outbox.sent) == ({"A": held}, [])


def test_a_cancelled_booking_cannot_be_confirmed(bookings, hold, outbox):
    hold()
    cancelled = bookings.cancel("A")
    with pytest.raises(NotHeld):
        bookings.confirm("A")
    assert outbox.sent == [("cancelled", cancelled)]


def test_a_hold_is_cancelled_without_a_fee(bookings, hold, store, outbox):
    expected = replace(hold(after=HOUR), state="cancelled", fee=0)
    assert bookings.cancel("A") == expected
    assert store.kept == {"A": expected}
    assert outbox.sent == [("cancelled", expected)]


def test_so_is_one_that_has_run_out(bookings, hold, clock):
    hold(after=HOUR)
    clock.advance(hours=3)
    assert bookings.cancel("A").fee == 0


@pytest.mark.parametrize(
    "left, fee",
    [
        pytest.param(30 * HOUR, 0, id="early"),
        pytest.param(24 * HOUR, 0, id="a day before"),
        pytest.param(24 * HOUR - TICK, 467, id="less than a day before"),
        pytest.param(TICK, 467, id="just before the start"),
        pytest.param(0 * HOUR, 935, id="at the start"),
        pytest.param(-9 * HOUR, 935, id="after it"),
    ],
)
def test_fee_of_a_confirmed_booking(bookings, confirmed, store, outbox, clock, left, fee):
    booking = confirmed(after=timedelta(days=5), lasting=HOUR / 2)
    clock.now = booking.start - left
    expected = replace(booking, state="cancelled", fee=fee)
    assert bookings.cancel("A") == expected
    assert store.kept == {"A": expected}
    assert outbox.sent[1:] == [("cancelled", expected)]


@pytest.mark.parametrize("step", ["confirm", "cancel"])
def test_a_second_time_changes_nothing(bookings, confirmed, store, outbox, clock, step):
    confirmed(after=30 * HOUR)
    first = getattr(bookings, step)("A")
    saves, mails = store.saves, list(outbox.sent)
    clock.advance(hours=20)
    assert getattr(bookings, step)("A") == first
    assert (store.saves, outbox.sent) == (saves, mails)


@pytest.mark.parametrize("step", ["confirm", "cancel"])
def test_mail_that_fails_changes_nothing(bookings, hold, store, outbox, step):
    hold()
    outbox.broken = True
    assert getattr(bookings, step)("A") == store.get("A")
    assert [booking for _, booking in outbox.sent] == [store.get("A")]


@pytest.mark.parametrize("step", ["confirm", "cancel"])
def test_there_is_no_mail_when_saving_fails(bookings, hold, store, outbox, step):
    hold()
    store.broken = True
    with pytest.raises(OSError):
        getattr(bookings, step)("A")
    assert outbox.sent == []


@pytest.mark.parametrize("step", ["confirm", "cancel"])
def test_unknown_references(bookings, step):
    with pytest.raises(Unknown):
        getattr(bookings, step)("nobody")
