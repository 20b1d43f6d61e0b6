"""R13 and R14: pages make up the list, and hold still while events come in."""

import pytest
from assay import draw


@pytest.mark.requirement("R13")
def test_pages_make_up_the_list(app):
    expected = app.fill(12)
    for limit in (1, 5, 6, 12, 13):
        assert list(app.pages(limit)) == [expected[begin : begin + limit] for begin in range(0, 12, limit)], limit


@pytest.mark.requirement("R13")
def test_pages_of_one_sensor_can_be_read_again(app):
    expected = [event for event in app.fill(14, sensors=("a", "b")) if event["sensor"] == "b"]
    assert list(app.pages(3, sensor="b")) == [expected[:3], expected[3:6], expected[6:]]
    following = app.http.get("/events", params={"sensor": "b", "limit": 3}).json()["next"]
    for _ in range(2):
        assert app.listed(sensor="b", limit=3, cursor=following) == expected[3:6]


@pytest.mark.requirement("R5")
@pytest.mark.requirement("R13")
def test_what_cannot_be_a_cursor_is_refused(app, problem):
    app.keep()
    for cursor in ("", "nonsense", "!!", "{}"):
        assert problem(app.http.get("/events", params={"cursor": cursor}), 422) == {"cursor"}, cursor


NEWEST = "2026-04-01T10:07:00Z"
ADDED = {
    "newer": lambda: [f"2026-04-01T11:{draw.randrange(60):02}:00Z" for _ in range(2)],
    "at-the-same-time": lambda: [NEWEST, f"2026-04-01T10:{draw.randrange(6):02}:00Z"],
    "newer-and-older": lambda: [f"2026-04-01T11:{draw.randrange(60):02}:00Z", f"2026-04-01T09:{draw.randrange(60):02}:00Z"],
}


@pytest.mark.requirement("R14")
@pytest.mark.parametrize("times", ADDED.values(), ids=list(ADDED))
def test_events_that_come_in_between_shift_nothing(app, times):
    expected = [app.keep(at=NEWEST), *app.fill(11)]
    added = []

    def add():
        # Older ones make the list longer while it is read, so they stop.
        if len(added) < 6:
            added.extend(app.keep(at=at)["id"] for at in times())

    seen = [event for page in app.pages(3, add) for event in page]
    assert [event for event in seen if event["id"] not in added] == expected
    assert len({event["id"] for event in seen}) == len(seen)
