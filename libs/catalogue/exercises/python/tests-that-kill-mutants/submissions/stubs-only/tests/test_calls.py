from dataclasses import replace
from datetime import UTC, datetime, timedelta
from unittest.mock import Mock, create_autospec

import pytest

from booking import Bookings
from model import Booking, Mailer, MailError, NotHeld, Store

NOW = datetime(2024, 5, 6, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
HELD = Booking("ref", "Attic", NOW + 2 * DAY, NOW + 2 * DAY + timedelta(hours=1), 1700, NOW + timedelta(minutes=5))
CONFIRMED = replace(HELD, state="confirmed")


@pytest.fixture
def neighbours():
    parent = Mock()
    parent.attach_mock(create_autospec(Store, instance=True), "store")
    parent.attach_mock(create_autospec(Mailer, instance=True), "mailer")
    return parent


@pytest.fixture
def bookings(neighbours):
    return Bookings(neighbours.store, neighbours.mailer, Mock(return_value=NOW))


def changes(neighbours):
    return [name for name, _, _ in neighbours.mock_calls if name in ("store.save", "mailer.send")]


@pytest.mark.parametrize("method, state", [("confirm", "confirmed"), ("cancel", "cancelled")])
def test_saves_and_then_mails(bookings, neighbours, method, state):
    neighbours.store.get.return_value = HELD
    changed = getattr(bookings, method)("ref")
    assert changed == replace(HELD, state=state)
    assert changes(neighbours) == ["store.save", "mailer.send"]
    neighbours.store.save.assert_called_once_with(changed)
    neighbours.mailer.send.assert_called_once_with(state, changed)


@pytest.mark.parametrize("method", ["confirm", "cancel"])
def test_mail_that_fails(bookings, neighbours, method):
    neighbours.store.get.return_value = HELD
    neighbours.mailer.send.side_effect = MailError
    assert getattr(bookings, method)("ref").reference == "ref"


@pytest.mark.parametrize("method, kept", [("confirm", CONFIRMED), ("cancel", replace(CONFIRMED, state="cancelled", fee=7))])
def test_a_second_time(bookings, neighbours, method, kept):
    neighbours.store.get.return_value = kept
    assert getattr(bookings, method)("ref") == kept
    assert changes(neighbours) == []


def test_a_hold_that_has_run_out(bookings, neighbours):
    neighbours.store.get.return_value = replace(HELD, held_until=NOW - timedelta(minutes=1))
    with pytest.raises(NotHeld):
        bookings.confirm("ref")


@pytest.mark.parametrize("start, fee", [(NOW + 2 * DAY, 0), (NOW + DAY / 2, 850), (NOW - DAY / 2, 1700)])
def test_fee(bookings, neighbours, start, fee):
    neighbours.store.get.return_value = replace(CONFIRMED, start=start)
    assert bookings.cancel("ref").fee == fee
