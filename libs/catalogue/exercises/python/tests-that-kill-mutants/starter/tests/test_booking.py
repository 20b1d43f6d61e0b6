from datetime import UTC, datetime, timedelta
from unittest.mock import Mock

from booking import Bookings

NOW = datetime(2030, 5, 6, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_a_hold_is_returned():
    store = Mock(**{"get.return_value": None, "in_room.return_value": []})
    bookings = Bookings(store, Mock(), clock=lambda: NOW)
    assert bookings.hold("A-1", "Attic", NOW + HOUR, NOW + 2 * HOUR).state == "held"
