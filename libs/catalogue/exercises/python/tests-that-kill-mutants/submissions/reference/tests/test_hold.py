"""R1, R2, R8 and R9: who gets a room, and when."""

from dataclasses import replace
from datetime import timedelta

import pytest

from booking import Bookings
from model import Booking, Conflict, Taken

HOUR = timedelta(hours=1)
TICK = timedelta(microseconds=1)


def test_a_hold_is_saved_and_returned(hold, store, outbox, clock):
    start = clock.now + 2 * HOUR
    expected = Booking("A", "Attic", start, start + HOUR, 1700, clock.now + timedelta(minutes=15), "held", 0)
    assert hold() == expected
    assert store.kept == {"A": expected}
    assert outbox.sent == []


@pytest.mark.parametrize("after, lasting", [(0 * HOUR, HOUR), (HOUR, TICK), (HOUR, 8 * HOUR)], ids=["now", "short", "8 hours"])
def test_periods_at_the_border_can_be_held(hold, after, lasting):
    assert hold(after=after, lasting=lasting).state == "held"


@pytest.mark.parametrize(
    "after, lasting",
    [(-TICK, HOUR), (HOUR, 0 * HOUR), (HOUR, -HOUR), (HOUR, 8 * HOUR + TICK), (HOUR, 25 * HOUR)],
    ids=["begun", "empty", "backwards", "longer than 8 hours", "a day and an hour"],
)
def test_other_periods_cannot(hold, store, after, lasting):
    with pytest.raises(ValueError):
        hold(after=after, lasting=lasting)
    assert store.kept == {}


OVERLAPS = {"same": (4, 2), "begins before": (3, 2), "ends after": (5, 2), "within": (4.5, 1), "around": (3, 4), "last moment": (3, 1.001)}


@pytest.mark.parametrize("after, lasting", OVERLAPS.values(), ids=OVERLAPS)
@pytest.mark.parametrize("state", ["held", "confirmed"])
def test_a_room_is_given_once(bookings, hold, store, state, after, lasting):
    hold("first", after=4 * HOUR, lasting=2 * HOUR)
    if state == "confirmed":
        bookings.confirm("first")
    with pytest.raises(Taken):
        hold("second", after=after * HOUR, lasting=lasting * HOUR)
    assert list(store.kept) == ["first"]


@pytest.mark.parametrize("after, lasting", [(3, 1), (6, 1)], ids=["just before", "just after"])
def test_neighbours_do_not_overlap(hold, after, lasting):
    hold("first", after=4 * HOUR, lasting=2 * HOUR)
    assert hold("second", after=after * HOUR, lasting=lasting * HOUR).state == "held"


def test_another_room_is_free(hold):
    hold("first", room="Attic")
    assert hold("second", room="Cellar").state == "held"


def test_a_confirmed_booking_stays_in_the_way_after_its_hold(hold, confirmed, clock):
    start = confirmed("first").start
    clock.advance(minutes=16)
    with pytest.raises(Taken):
        hold("second", after=start - clock.now)


def test_cancelled_bookings_are_not_in_the_way(bookings, hold, confirmed):
    confirmed("first")
    bookings.cancel("first")
    assert hold("second").state == "held"


@pytest.mark.parametrize("left, is_free", [(TICK, False), (0 * HOUR, True)], ids=["last moment", "run out"])
def test_a_hold_is_in_the_way_until_it_has_run_out(hold, clock, left, is_free):
    first = hold("first")
    clock.now = first.held_until - left
    if is_free:
        assert hold("second", after=first.start - clock.now).state == "held"
    else:
        with pytest.raises(Taken):
            hold("second", after=first.start - clock.now)


@pytest.mark.parametrize("state", ["held", "run out", "confirmed", "cancelled"])
def test_a_repetition_returns_what_is_stored(bookings, store, outbox, hold, clock, state):
    first = hold()
    steps = {"confirmed": bookings.confirm, "cancelled": bookings.cancel}
    if state in steps:
        steps[state]("A")
    clock.advance(minutes=5 if state == "held" else 300)
    stored, saves, mails = store.get("A"), store.saves, len(outbox.sent)
    assert bookings.hold("A", "Attic", first.start, first.end) == stored
    assert (store.get("A"), store.saves, len(outbox.sent)) == (stored, saves, mails)


@pytest.mark.parametrize("change", [{"room": "Cellar"}, {"start": HOUR / 2}, {"end": HOUR / 2}], ids=str)
def test_a_reference_belongs_to_one_booking(bookings, store, hold, change):
    first = hold()
    other = replace(first, **{name: by if name == "room" else getattr(first, name) + by for name, by in change.items()})
    with pytest.raises(Conflict):
        bookings.hold("A", other.room, other.start, other.end)
    assert store.kept == {"A": first}


def test_what_others_save_counts(bookings, hold, store, outbox, clock):
    mine = hold("mine", after=9 * HOUR)
    Bookings(store, outbox, clock).hold("theirs", "Attic", clock.now + HOUR, clock.now + 2 * HOUR)
    with pytest.raises(Taken):
        hold("late", after=HOUR)
    Bookings(store, outbox, clock).cancel("mine")
    assert hold("free again", after=9 * HOUR).start == mine.start
