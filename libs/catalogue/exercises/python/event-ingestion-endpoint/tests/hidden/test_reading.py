"""R12 to R14: the list, its pages, and that they hold still."""

from datetime import datetime

import pytest
from assay import draw


def fill(app, count, minutes=6, sensors=("a", "b", "c", "d", "e")):
    """Keep events in random order, many at the same time, and give them as the list must have them."""
    kept = []
    for number in range(count):
        at = f"2026-04-01T10:{draw.randrange(minutes):02}:00Z"
        kept.append((datetime.fromisoformat(at), number, app.keep(sensor=sensors[number % len(sensors)], at=at)))
    return [event for *_, event in sorted(kept, key=lambda entry: entry[:2], reverse=True)]


@pytest.mark.requirement("R12")
def test_an_empty_list(app):
    assert app.http.get("/events").json() == {"items": [], "next": None}


@pytest.mark.requirement("R12")
def test_newest_first_whatever_the_order_of_arrival(app):
    expected = fill(app, 25)
    assert app.listed() == expected


@pytest.mark.requirement("R12")
def test_instants_count_and_not_their_text(app):
    texts = ["2026-04-01T10:00:00+02:00", "2026-04-01T09:00:00Z", "2026-04-01T04:30:00-05:00", "2026-04-01T09:15:00.5Z"]
    events = [app.keep(at=text) for text in draw.sample(texts, 4)]
    assert app.listed() == sorted(events, key=lambda event: datetime.fromisoformat(event["at"]), reverse=True)


@pytest.mark.requirement("R12")
def test_a_page_has_twenty_events_unless_asked_otherwise(app):
    expected = fill(app, 24)
    assert app.http.get("/events").json()["items"] == expected[:20]
    assert app.http.get("/events", params={"limit": 1}).json()["items"] == expected[:1]
    assert app.http.get("/events", params={"limit": 100}).json() == {"items": expected, "next": None}


@pytest.mark.requirement("R12")
def test_one_sensor_alone(app):
    expected = fill(app, 12, sensors=("lyon", "lyon-2", "lyo"))
    assert app.listed(sensor="lyon") == [event for event in expected if event["sensor"] == "lyon"]
    assert app.listed(sensor="nobody") == []


@pytest.mark.requirement("R12")
@pytest.mark.requirement("R13")
@pytest.mark.parametrize("limit", [1, 3, 4, 12, 13], ids=["one", "uneven", "even", "all", "more"])
def test_pages_make_up_the_list(app, limit):
    expected = fill(app, 12)
    pages = list(app.pages(limit))
    assert pages == [expected[begin : begin + limit] for begin in range(0, 12, limit)]


@pytest.mark.requirement("R13")
def test_pages_of_one_sensor(app):
    expected = [event for event in fill(app, 14, sensors=("a", "b")) if event["sensor"] == "b"]
    assert list(app.pages(3, sensor="b")) == [expected[:3], expected[3:6], expected[6:]]


@pytest.mark.requirement("R13")
def test_a_cursor_can_be_used_again(app):
    fill(app, 9)
    following = app.http.get("/events", params={"limit": 4}).json()["next"]
    first, second = (app.http.get("/events", params={"limit": 4, "cursor": following}).json() for _ in range(2))
    assert first == second


@pytest.mark.requirement("R5")
@pytest.mark.requirement("R13")
@pytest.mark.parametrize("cursor", ["", "nonsense", "!!", "{}"], ids=["empty", "word", "signs", "braces"])
def test_a_cursor_that_the_service_did_not_make(app, problem, cursor):
    app.keep()
    assert problem(app.http.get("/events", params={"cursor": cursor}), 422) == {"cursor"}


ADDED = {
    "newer": lambda: f"2026-04-01T11:{draw.randrange(60):02}:00Z",
    "older": lambda: f"2026-04-01T09:{draw.randrange(60):02}:00Z",
    "at-the-same-times": lambda: f"2026-04-01T10:{draw.randrange(6):02}:00Z",
}


@pytest.mark.requirement("R14")
@pytest.mark.parametrize("at", ADDED.values(), ids=list(ADDED))
def test_events_that_come_in_between_shift_nothing(app, at):
    expected = fill(app, 12)
    added = []

    def add():
        # Older ones make the list longer while it is read, so they stop.
        if len(added) < 10:
            added.extend(app.keep(at=at())["id"] for _ in range(2))

    seen = [event for page in app.pages(3, add) for event in page]
    assert [event for event in seen if event["id"] not in added] == expected
    assert len({event["id"] for event in seen}) == len(seen)
