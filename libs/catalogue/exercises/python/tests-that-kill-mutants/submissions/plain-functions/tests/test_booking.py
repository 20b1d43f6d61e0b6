"""Each test writes down what is in the store, calls one method, and looks at the calls that went out."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from unittest.mock import Mock, call

from pytest import mark, raises

from booking import Bookings
from model import Booking, Conflict, MailError, NotHeld, Store, Taken, Unknown


def at(text):
    return datetime.fromisoformat(f"2029-{text}").replace(tzinfo=UTC)


NOW = at("06-12T12:00")  # a Tuesday
HELD = Booking("ref", "R", at("06-15T10:00"), at("06-15T10:30"), 935, at("06-12T12:15"))
CONFIRMED = replace(HELD, state="confirmed")
CANCELLED = replace(HELD, state="cancelled", fee=3)
MICROSECOND = timedelta(microseconds=1)


def service(*kept, now=NOW):
    """A service over a store of exactly these, and one mock that records what is asked of store and mailer in order."""
    out = Mock()
    out.store = Mock(spec=Store)
    out.store.get.side_effect = {booking.reference: booking for booking in kept}.get
    out.store.in_room.side_effect = lambda room: [booking for booking in kept if booking.room == room]
    return Bookings(out.store, out.mailer, lambda: now), out


def sent(out):
    return [entry for entry in out.mock_calls if entry[0] in ("store.save", "mailer.send")]


def hold(start="06-15T10:00", end="06-15T10:30", *, reference="new", room="R", kept=(), now=NOW):
    bookings, out = service(*kept, now=now)
    return bookings.hold(reference, room, at(start), at(end)), sent(out)


# R1


def test_hold():
    booking, calls = hold()
    assert booking == Booking("new", "R", at("06-15T10:00"), at("06-15T10:30"), 850, NOW + timedelta(minutes=15), "held", 0)
    assert calls == [call.store.save(booking)]


@mark.parametrize("start, end", [("06-12T12:00", "06-12T12:01"), ("06-12T13:00", "06-12T21:00")])
def test_allowed_periods(start, end):
    assert hold(start, end)[1]


@mark.parametrize(
    "start, end",
    [
        ("06-12T11:59", "06-12T12:30"),
        ("06-12T13:00", "06-12T13:00"),
        ("06-12T13:00", "06-12T12:30"),
        ("06-12T13:00", "06-12T21:01"),
        ("06-12T13:00", "06-13T14:00"),
        ("06-12T13:00", "06-14T13:00"),
    ],
)
def test_refused_periods(start, end):
    bookings, out = service()
    with raises(ValueError):
        bookings.hold("new", "R", at(start), at(end))
    assert sent(out) == []


# R2


@mark.parametrize("kept", [HELD, replace(CONFIRMED, held_until=at("06-01T00:00"))], ids=["held", "confirmed"])
@mark.parametrize(
    "start, end",
    [("10:00", "10:30"), ("09:00", "10:01"), ("10:29", "11:00"), ("10:10", "10:20"), ("09:00", "12:00"), ("10:00", "12:00")],
)
def test_taken(kept, start, end):
    with raises(Taken):
        hold(f"06-15T{start}", f"06-15T{end}", kept=[kept])


@mark.parametrize("start, end", [("09:00", "10:00"), ("10:30", "11:00")])
def test_next_to_each_other(start, end):
    assert hold(f"06-15T{start}", f"06-15T{end}", kept=[CONFIRMED])[1]


@mark.parametrize(
    "kept", [CANCELLED, replace(HELD, held_until=NOW), replace(CONFIRMED, room="S")], ids=["cancelled", "run out", "elsewhere"]
)
def test_not_in_the_way(kept):
    assert hold(kept=[kept])[1]


# R3


def test_confirm():
    bookings, out = service(HELD, now=HELD.held_until - MICROSECOND)
    assert bookings.confirm("ref") == CONFIRMED
    assert sent(out) == [call.store.save(CONFIRMED), call.mailer.send("confirmed", CONFIRMED)]


@mark.parametrize("kept", [replace(HELD, held_until=NOW), CANCELLED], ids=["run out", "cancelled"])
def test_not_held(kept):
    bookings, out = service(kept)
    with raises(NotHeld):
        bookings.confirm("ref")
    assert sent(out) == []


def test_confirmed_already():
    bookings, out = service(CONFIRMED, now=at("07-01T00:00"))
    assert (bookings.confirm("ref"), sent(out)) == (CONFIRMED, [])


# R4: on both sides of each border, against the rule in other words

DAYS = [at(f"06-{day}T09:00") for day in range(22, 26)]  # from Friday to Monday


@mark.parametrize("start", DAYS, ids=[f"{day:%A}" for day in DAYS])
@mark.parametrize("half_hours", [1, 2, 7, 8, 9, 11, 13, 16])
def test_price(start, half_hours):
    hundredths = half_hours * (93500 if f"{start:%A}" in ("Saturday", "Sunday") else 85000)
    if half_hours >= 8:
        hundredths = hundredths * 85 // 100
    expected = (hundredths + 50) // 100
    bookings, _ = service()
    assert bookings.hold("new", "R", start, start + half_hours * timedelta(minutes=30)).price == expected


@mark.parametrize("minutes, price", [(1, 850), (31, 1700), (239, 6800), (241, 6503)])
def test_begun_half_hours(minutes, price):
    bookings, _ = service()
    assert bookings.hold("new", "R", NOW, NOW + timedelta(minutes=minutes)).price == price


# R5

FEES = [("06-14T09:59", 0), ("06-14T10:00", 0), ("06-14T10:01", 467), ("06-15T09:59", 467), ("06-15T10:00", 935), ("06-15T19:00", 935)]


@mark.parametrize("now, fee", FEES)
def test_fee(now, fee):
    bookings, out = service(CONFIRMED, now=at(now))
    cancelled = replace(CONFIRMED, state="cancelled", fee=fee)
    assert bookings.cancel("ref") == cancelled
    assert sent(out) == [call.store.save(cancelled), call.mailer.send("cancelled", cancelled)]


@mark.parametrize("now", ["06-12T12:00", "06-15T09:00", "06-16T10:00"])
def test_holds_cost_nothing(now):
    bookings, _ = service(HELD, now=at(now))
    assert bookings.cancel("ref") == replace(HELD, state="cancelled")


def test_cancelled_already():
    bookings, out = service(CANCELLED, now=at("06-15T10:10"))
    assert (bookings.cancel("ref"), sent(out)) == (CANCELLED, [])


# R6 and R7


@mark.parametrize("method", ["confirm", "cancel"])
def test_trouble_with_mail(method):
    bookings, out = service(HELD)
    out.mailer.send.side_effect = MailError
    assert getattr(bookings, method)("ref").state.startswith(method)
    assert len(sent(out)) == 2


@mark.parametrize("method", ["confirm", "cancel"])
def test_trouble_with_the_store(method):
    bookings, out = service(HELD)
    out.store.save.side_effect = ZeroDivisionError
    with raises(ZeroDivisionError):
        getattr(bookings, method)("ref")
    assert not out.mailer.send.called


@mark.parametrize("method", ["confirm", "cancel"])
def test_unknown(method):
    with raises(Unknown):
        getattr(service(HELD)[0], method)("fer")


# R8


@mark.parametrize("kept", [HELD, CONFIRMED, CANCELLED])
@mark.parametrize("now", ["06-12T12:05", "06-20T00:00"])
def test_repeated(kept, now):
    assert hold(reference="ref", kept=[kept], now=at(now)) == (kept, [])


@mark.parametrize("start, end, room", [("10:15", "10:30", "R"), ("10:00", "10:45", "R"), ("10:00", "10:30", "S")])
def test_conflict(start, end, room):
    with raises(Conflict):
        hold(f"06-15T{start}", f"06-15T{end}", room=room, reference="ref", kept=[HELD])


# R9


def test_a_store_that_changes():
    bookings, out = service()
    bookings.hold("one", "R", HELD.start, HELD.end)
    out.store.in_room.side_effect = lambda room: [replace(HELD, start=HELD.end, end=HELD.end + timedelta(hours=1))]
    assert bookings.hold("two", "R", HELD.start, HELD.end).reference == "two"
    with raises(Taken):
        bookings.hold("three", "R", HELD.end, HELD.end + timedelta(minutes=1))
