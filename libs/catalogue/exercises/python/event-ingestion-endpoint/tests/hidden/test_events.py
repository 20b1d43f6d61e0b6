"""R1 to R5: what is taken in, what is refused, and how that is told."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from assay import draw


@pytest.mark.requirement("R1")
@pytest.mark.parametrize("kind", ["opened", "closed", "temperature"])
def test_an_event_is_kept_as_it_was_sent(app, kind):
    sent = app.event(kind=kind, value=draw.randint(-400, 400) / 8 if kind == "temperature" else None)
    answer = app.post(sent)
    assert answer.status_code == 201
    event = answer.json()
    assert set(event) == {"id", "sensor", "kind", "at", "value"}
    assert (event["sensor"], event["kind"], event["value"]) == (sent["sensor"], kind, sent.get("value"))
    assert datetime.fromisoformat(event["at"]) == datetime.fromisoformat(sent["at"])
    assert answer.headers["Location"] == f"/events/{event['id']}"
    fetched = app.http.get(answer.headers["Location"])
    assert (fetched.status_code, fetched.json()) == (200, event)
    assert app.listed() == [event]


@pytest.mark.requirement("R1")
def test_events_have_different_ids(app):
    first, second = app.keep(), app.keep()
    assert first["id"] != second["id"]
    assert app.http.get(f"/events/{first['id']}").json() == first
    assert app.http.get(f"/events/{second['id']}").json() == second


@pytest.mark.requirement("R1")
def test_any_offset_is_the_same_instant(app):
    at = datetime(2026, 5, 1, 23, 50, 7, tzinfo=timezone(timedelta(hours=draw.randint(2, 9), minutes=30)))
    assert datetime.fromisoformat(app.keep(at=at.isoformat())["at"]) == at
    utc = app.keep(at="2026-05-01T23:50:07Z")["at"]
    assert datetime.fromisoformat(utc) == datetime(2026, 5, 1, 23, 50, 7, tzinfo=UTC)


GOOD = {
    "shortest-sensor": {"sensor": "7"},
    "longest-sensor": {"sensor": "ab-9" * 10},
    "value-is-null": {"value": json.loads("null")},
    "whole-number": {"kind": "temperature", "value": -18},
    "value-zero": {"kind": "temperature", "value": 0.0},
}


@pytest.mark.requirement("R2")
@pytest.mark.requirement("R3")
@pytest.mark.parametrize("members", GOOD.values(), ids=list(GOOD))
def test_what_the_contract_allows_is_kept(app, members):
    body = app.event() | members
    answer = app.post(body)
    assert answer.status_code == 201
    assert app.listed() == [answer.json()]
    assert answer.json()["value"] == body.get("value")


BAD = {
    "no-sensor": ({"sensor": None}, "sensor"),
    "empty-sensor": ({"sensor": ""}, "sensor"),
    "long-sensor": ({"sensor": "ab-9" * 10 + "x"}, "sensor"),
    "upper-case-sensor": ({"sensor": "Lyon"}, "sensor"),
    "sensor-with-a-blank": ({"sensor": "lyon 7"}, "sensor"),
    "sensor-is-a-number": ({"sensor": 7}, "sensor"),
    "no-kind": ({"kind": None}, "kind"),
    "unknown-kind": ({"kind": "melted"}, "kind"),
    "no-at": ({"at": None}, "at"),
    "at-without-offset": ({"at": "2026-03-01T08:15:00"}, "at"),
    "at-without-time": ({"at": "2026-03-01"}, "at"),
    "no-such-day": ({"at": "2026-02-30T08:15:00Z"}, "at"),
    "value-in-quotes": ({"kind": "temperature", "value": "4.5"}, "value"),
    "value-is-true": ({"kind": "temperature", "value": True}, "value"),
    "unknown-member": ({"colour": "blue"}, "colour"),
}


@pytest.mark.requirement("R2")
@pytest.mark.requirement("R4")
@pytest.mark.requirement("R5")
@pytest.mark.parametrize(("members", "field"), BAD.values(), ids=list(BAD))
def test_a_body_that_breaks_the_contract_is_refused(app, problem, members, field):
    assert problem(app.post(app.event(**members)), 422) == {field}
    assert app.listed() == []


@pytest.mark.requirement("R2")
@pytest.mark.requirement("R5")
@pytest.mark.parametrize("number", ["1e999", "-1e999"], ids=["infinite", "minus-infinite"])
def test_a_number_that_is_not_finite_is_refused(app, problem, number):
    event = app.event(kind="temperature", value=4.5)
    body = json.dumps(event).replace("4.5", number)
    headers = {"Idempotency-Key": app.key(), "Content-Type": "application/json"}
    assert problem(app.http.post("/events", content=body, headers=headers), 422) == {"value"}
    assert app.listed() == []


@pytest.mark.requirement("R3")
@pytest.mark.requirement("R5")
@pytest.mark.parametrize(
    "members",
    [{"kind": "temperature"}, {"kind": "opened", "value": 4.5}, {"kind": "closed", "value": 0}],
    ids=["temperature-without", "opened-with", "closed-with-zero"],
)
def test_a_value_belongs_to_a_temperature(app, problem, members):
    assert problem(app.post(app.event(**members)), 422) == {"body"}
    assert app.listed() == []


@pytest.mark.requirement("R2")
@pytest.mark.requirement("R3")
def test_a_temperature_of_null_is_refused(app, problem):
    problem(app.post(app.event(kind="temperature") | {"value": None}), 422)


@pytest.mark.requirement("R2")
@pytest.mark.requirement("R5")
@pytest.mark.parametrize("body", ["{", "", "[]", "null", '"opened"'], ids=["cut-off", "empty", "list", "null", "string"])
def test_a_body_that_is_no_event_is_refused(app, problem, body):
    headers = {"Idempotency-Key": app.key(), "Content-Type": "application/json"}
    assert problem(app.http.post("/events", content=body, headers=headers), 422) == {"body"}


@pytest.mark.requirement("R5")
def test_everything_that_is_wrong_is_named(app, problem):
    assert problem(app.post({"sensor": "Lyon", "kind": "opened", "colour": "blue"}), 422) == {"sensor", "at", "colour"}


@pytest.mark.requirement("R2")
@pytest.mark.requirement("R5")
@pytest.mark.parametrize("key", [None, "", "k" * 65], ids=["none", "empty", "long"])
def test_a_post_needs_a_key(app, problem, key):
    headers = {} if key is None else {"Idempotency-Key": key}
    assert problem(app.http.post("/events", json=app.event(), headers=headers), 422) == {"idempotency-key"}
    assert app.listed() == []


@pytest.mark.requirement("R2")
def test_the_shortest_and_the_longest_key(app):
    assert [app.post(app.event(), key).status_code for key in ("k", "k" * 64)] == [201, 201]


@pytest.mark.requirement("R2")
@pytest.mark.requirement("R5")
@pytest.mark.parametrize("limit", ["0", "101", "-1", "many", "1.5"])
def test_a_limit_outside_the_contract_is_refused(app, problem, limit):
    assert problem(app.http.get("/events", params={"limit": limit}), 422) == {"limit"}


@pytest.mark.requirement("R4")
def test_an_event_that_does_not_exist(app, problem):
    problem(app.http.get(f"/events/{app.keep()['id'] + 1_000_000}"), 404)


@pytest.mark.requirement("R2")
@pytest.mark.requirement("R5")
def test_an_id_that_is_no_number(app, problem):
    assert problem(app.http.get("/events/first"), 422) == {"event_id"}


@pytest.mark.requirement("R4")
@pytest.mark.parametrize("path", ["/event", "/events/1/parts", "/"], ids=["misspelt", "below", "root"])
def test_a_path_that_does_not_exist(app, problem, path):
    problem(app.http.get(path), 404)


@pytest.mark.requirement("R4")
def test_a_method_that_does_not_exist(app, problem):
    answer = app.http.delete("/events/1")
    problem(answer, 405)
    assert answer.headers["Allow"] == "GET"
