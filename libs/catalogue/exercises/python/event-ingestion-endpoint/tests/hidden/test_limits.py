"""R9 to R11: large bodies, a quota per sensor and minute, and which answer comes first."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from assay import draw

MOST = 16_384


def send(app, body, size, *, in_chunks=False, key=None):
    """Post a body filled up with blanks to a size."""
    data = json.dumps(body).encode().ljust(size)
    pieces = (data[begin : begin + 1_000] for begin in range(0, size, 1_000))
    headers = {"Idempotency-Key": key or app.key(), "Content-Type": "application/json"}
    return app.http.post("/events", content=pieces if in_chunks else data, headers=headers)


@pytest.mark.requirement("R9")
@pytest.mark.parametrize("in_chunks", [False, True], ids=["with-a-length", "in-chunks"])
def test_the_largest_body(app, problem, in_chunks):
    answer = send(app, app.event(), MOST, in_chunks=in_chunks)
    assert answer.status_code == 201
    problem(send(app, app.event(), MOST + 1, in_chunks=in_chunks), 413)
    problem(send(app, app.event(), MOST + draw.randint(1_000, 9_000), in_chunks=in_chunks), 413)
    assert app.listed() == [answer.json()]


@pytest.mark.requirement("R9")
def test_each_request_is_measured_alone(app):
    assert [send(app, app.event(), 9_000, in_chunks=chunks).status_code for chunks in (False, True, False)] == [201] * 3


@pytest.mark.requirement("R9")
@pytest.mark.requirement("R11")
@pytest.mark.parametrize("in_chunks", [False, True], ids=["with-a-length", "in-chunks"])
def test_too_large_comes_before_invalid(app, problem, in_chunks):
    problem(send(app, {"colour": "blue"}, MOST + 1, in_chunks=in_chunks, key="k" * 65), 413)


@pytest.mark.requirement("R10")
def test_a_sensor_has_ten_events_in_a_minute(app, problem):
    kept = [app.keep(sensor="busy", at=f"2026-04-01T10:00:{draw.randrange(60):02}Z")["id"] for _ in range(10)]
    for second in ("00", "59"):
        problem(app.post(app.event(sensor="busy", at=f"2026-04-01T10:00:{second}Z")), 429)
    assert {event["id"] for event in app.listed()} == set(kept)


@pytest.mark.requirement("R10")
def test_other_sensors_and_minutes_have_quotas_of_their_own(app, problem):
    for _ in range(10):
        app.keep(sensor="busy", at="2026-04-01T10:00:30Z")
    problem(app.post(app.event(sensor="busy", at="2026-04-01T10:00:59.999Z")), 429)
    app.keep(sensor="calm", at="2026-04-01T10:00:30Z")
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


@pytest.mark.requirement("R6")
@pytest.mark.requirement("R10")
@pytest.mark.requirement("R11")
def test_repeats_do_not_count_and_come_before_the_quota(app, problem):
    event, key = app.event(sensor="busy", at="2026-04-01T10:00:30Z"), app.key()
    first = app.post(event, key)
    for _ in range(9):
        assert app.post(event, key).status_code == 201
        app.keep(sensor="busy", at="2026-04-01T10:00:30Z")
    problem(app.post(app.event(sensor="busy", at="2026-04-01T10:00:30Z")), 429)
    assert (app.post(event, key).status_code, app.post(event, key).json()) == (201, first.json())
    problem(app.post(event | {"kind": "closed"}, key), 409)


@pytest.mark.requirement("R10")
def test_refused_events_do_not_count(app, problem):
    for _ in range(11):
        problem(app.post(app.event(sensor="busy", at="2026-04-01T10:00:30Z", kind="temperature")), 422)
    event, key = app.event(sensor="busy", at="2026-04-01T10:00:30Z"), app.key()
    app.post(event, key)
    problem(app.post(event | {"kind": "closed"}, key), 409)
    for _ in range(9):
        app.keep(sensor="busy", at="2026-04-01T10:00:30Z")
    problem(app.post(app.event(sensor="busy", at="2026-04-01T10:00:30Z")), 429)


@pytest.mark.requirement("R11")
def test_invalid_comes_before_conflict_and_quota(app, problem):
    event, key = app.event(sensor="busy", at="2026-04-01T10:00:30Z"), app.key()
    app.post(event, key)
    for _ in range(9):
        app.keep(sensor="busy", at="2026-04-01T10:00:30Z")
    problem(app.post(event | {"kind": "melted"}, key), 422)


@pytest.mark.requirement("R10")
def test_the_quota_holds_for_events_at_the_same_time(app):
    with ThreadPoolExecutor(8) as pool:
        for sensor in ("one", "two"):
            bodies = [app.event(sensor=sensor, at="2026-04-01T10:00:30Z") for _ in range(16)]
            statuses = [answer.status_code for answer in pool.map(app.post, bodies)]
            assert (statuses.count(201), statuses.count(429)) == (10, 6)
            assert len(app.listed(sensor=sensor)) == 10
