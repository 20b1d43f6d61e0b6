"""R10 and R11: a quota for each sensor and minute, and what comes before it."""

import pytest
from assay import draw

MINUTE = "2026-04-01T10:00"


def fill_up(app, sensor="busy"):
    """As many events of a sensor as fit into the minute."""
    return [app.keep(sensor=sensor, at=f"{MINUTE}:{draw.randrange(60):02}Z")["id"] for _ in range(10)]


@pytest.mark.requirement("R10")
def test_a_sensor_has_ten_events_in_a_minute(app, problem):
    kept = fill_up(app)
    for second in ("00", "59.999"):
        problem(app.post(app.event(sensor="busy", at=f"{MINUTE}:{second}Z")), 429)
    assert {event["id"] for event in app.listed()} == set(kept)
    app.keep(sensor="calm", at=f"{MINUTE}:30Z")
    for at in ("2026-04-01T10:01:00Z", "2026-04-01T09:59:59.999Z", "2026-04-02T10:00:30Z", "2026-04-01T11:00:30Z"):
        app.keep(sensor="busy", at=at)


@pytest.mark.requirement("R10")
def test_the_minute_is_that_in_utc(app, problem):
    same = ["2026-04-01T10:00:05Z", "2026-04-01T12:00:05+02:00", "2026-04-01T15:30:05+05:30", "2026-03-31T23:00:05-11:00"]
    for number in range(10):
        app.keep(sensor="busy", at=same[number % 4])
    for at in same:
        problem(app.post(app.event(sensor="busy", at=at)), 429)
    app.keep(sensor="busy", at="2026-04-01T10:00:05+02:00")


@pytest.mark.requirement("R10")
def test_only_events_that_were_kept_count(app, problem):
    event, key = app.event(sensor="busy", at=f"{MINUTE}:30Z"), app.key()
    assert app.post(event, key).status_code == 201
    for _ in range(10):
        assert app.post(event, key).status_code == 201
        problem(app.post(event | {"kind": "closed"}, key), 409)
        problem(app.post(event | {"kind": "temperature"}), 422)
    for _ in range(9):
        app.keep(sensor="busy", at=f"{MINUTE}:30Z")
    for _ in range(2):
        problem(app.post(app.event(sensor="busy", at=f"{MINUTE}:30Z")), 429)


@pytest.mark.requirement("R11")
def test_everything_else_comes_before_the_quota(app, problem):
    event, key = app.event(sensor="calm", at=f"{MINUTE}:30Z"), app.key()
    first = app.post(event, key)
    for _ in range(9):
        app.keep(sensor="calm", at=f"{MINUTE}:30Z")
    problem(app.post(app.event(sensor="calm", at=f"{MINUTE}:30Z")), 429)
    assert app.answered(app.post(event, key)) == app.answered(first)
    problem(app.post(event | {"kind": "closed"}, key), 409)
    problem(app.post(event | {"kind": "melted"}, key), 422)
    problem(app.post(event | {"kind": "melted"}), 422)
