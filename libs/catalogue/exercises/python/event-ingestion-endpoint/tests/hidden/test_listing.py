"""R12: the list of events."""

from datetime import datetime

import pytest
from assay import draw


@pytest.mark.requirement("R12")
def test_newest_first_whatever_the_order_of_arrival(app):
    assert app.http.get("/events").json() == {"items": [], "next": None}
    expected = app.fill(20)
    assert app.listed() == expected


@pytest.mark.requirement("R12")
def test_instants_count_and_not_their_text(app):
    texts = ["2026-04-01T10:00:00+02:00", "2026-04-01T09:00:00Z", "2026-04-01T04:30:00-05:00", "2026-04-01T09:15:00.5Z"]
    close = ["2026-04-01T09:00:00.000001Z", "2026-04-01T09:00:00Z"]
    events = [app.keep(at=text) for text in [*close, *draw.sample(texts, 4)]]
    assert app.listed() == sorted(reversed(events), key=lambda event: datetime.fromisoformat(event["at"]), reverse=True)


@pytest.mark.requirement("R2")
@pytest.mark.requirement("R12")
def test_a_list_has_twenty_events_unless_asked_otherwise(app):
    expected = app.fill(22)
    assert app.http.get("/events").json()["items"] == expected[:20]
    assert app.http.get("/events", params={"limit": 1}).json()["items"] == expected[:1]
    assert app.http.get("/events", params={"limit": 100}).json() == {"items": expected, "next": None}


@pytest.mark.requirement("R12")
def test_one_sensor_alone(app):
    expected = app.fill(12, sensors=("lyon", "lyon-2", "lyo"))
    assert app.listed(sensor="lyon") == [event for event in expected if event["sensor"] == "lyon"]
    assert app.listed(sensor="nobody") == []
