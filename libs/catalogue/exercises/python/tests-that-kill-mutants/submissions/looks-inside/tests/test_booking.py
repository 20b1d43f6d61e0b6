from datetime import UTC, datetime, timedelta
from unittest.mock import Mock, patch

import pytest

from booking import Bookings
from model import Booking, NotHeld

NOW = datetime(2030, 3, 4, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
HELD = Booking("A", "Attic", NOW + HOUR, NOW + 2 * HOUR, 1700, NOW + timedelta(minutes=15))


@pytest.fixture
def store():
    return Mock(**{"get.return_value": HELD, "in_room.return_value": []})


def test_hold_asks_for_the_price(store):
    store.get.return_value = None
    with patch("booking._price", return_value=5) as price:
        assert Bookings(store, Mock(), lambda: NOW).hold("A", "Attic", HELD.start, HELD.end).price == 5
    price.assert_called_once_with(HELD.start, HELD.end)


def test_confirm_asks_the_clock_once(store):
    clock = Mock(side_effect=[NOW + HOUR])
    with pytest.raises(NotHeld):
        Bookings(store, Mock(), clock).confirm("A")
    store.get.assert_called_once_with("A")


def test_cancel_works_out_a_fee(store):
    bookings = Bookings(store, Mock(), lambda: NOW)
    with patch.object(bookings, "_fee", return_value=9):
        assert bookings.cancel("A").fee == 9
