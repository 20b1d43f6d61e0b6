"""R4: what a period costs."""

from datetime import UTC, datetime, timedelta

import pytest

FRIDAY, SATURDAY, SUNDAY = (datetime(2031, 3, day, 10, 0, tzinfo=UTC) for day in (7, 8, 9))
NEXT_MONDAY = datetime(2031, 3, 10, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "start, minutes, cents",
    [
        pytest.param(FRIDAY, 1, 850, id="a begun half-hour"),
        pytest.param(FRIDAY, 30, 850, id="a whole half-hour"),
        pytest.param(FRIDAY, 31, 1700, id="a second one begun"),
        pytest.param(FRIDAY, 239, 6800, id="not yet long"),
        pytest.param(FRIDAY, 240, 5780, id="long"),
        pytest.param(FRIDAY, 270, 6503, id="half a cent to an odd one"),
        pytest.param(FRIDAY, 330, 7948, id="half a cent to an even one"),
        pytest.param(SATURDAY, 60, 1870, id="Saturday"),
        pytest.param(SUNDAY, 60, 1870, id="Sunday"),
        pytest.param(NEXT_MONDAY, 60, 1700, id="Monday"),
        pytest.param(SUNDAY, 270, 7153, id="a long Sunday, rounded up"),
        pytest.param(SATURDAY, 390, 10332, id="a long Saturday, rounded down"),
        pytest.param(FRIDAY.replace(hour=23), 120, 3400, id="into Saturday"),
        pytest.param(SUNDAY.replace(hour=23), 120, 3740, id="into Monday"),
    ],
)
def test_price(bookings, start, minutes, cents):
    assert bookings.hold("A", "Attic", start, start + timedelta(minutes=minutes)).price == cents
