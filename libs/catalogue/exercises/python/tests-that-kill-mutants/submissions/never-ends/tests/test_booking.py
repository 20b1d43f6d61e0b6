from datetime import UTC, datetime, timedelta
from unittest.mock import Mock

from booking import Bookings


def now():
    return datetime.now(UTC)


def test_a_hold_runs_out_some_time():
    store = Mock(**{"get.return_value": None, "in_room.return_value": []})
    start = now() + timedelta(hours=1)
    held = Bookings(store, Mock(), now).hold("A", "Attic", start, start + timedelta(hours=1))
    while now() < held.held_until:
        pass
