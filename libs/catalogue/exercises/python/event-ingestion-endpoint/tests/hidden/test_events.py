"""R1 to R3: what is kept, and what is refused."""

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
    for event in (first, second):
        assert app.http.get(f"/events/{event['id']}").json() == event


@pytest.mark.requirement("R1")
def test_any_offset_is_the_same_instant(app):
    at = datetime(2026, 5, 1, 23, 50, 7, tzinfo=timezone(timedelta(hours=draw.randint(2, 9), minutes=30)))
    assert datetime.fromisoformat(app.keep(at=at.isoformat())["at"]) == at
    utc = app.keep(at="2026-05-01T23:50:07Z")["at"]
    assert datetime.fromisoformat(utc) == datetime(2026, 5, 1, 23, 50, 7, tzinfo=UTC)


ALLOWED = {
    "sensors": [{"sensor": "7"}, {"sensor": "ab-9" * 10}],
    "values": [{"value": json.loads("null")}, {"kind": "temperature", "value": -18}, {"kind": "temperature", "value": 0.0}],
}


@pytest.mark.requirement("R2")
@pytest.mark.requirement("R3")
@pytest.mark.parametrize("allowed", ALLOWED.values(), ids=list(ALLOWED))
def test_what_the_contract_allows_is_kept(app, allowed):
    for members in allowed:
        body = app.event() | members
        answer = app.post(body)
        assert answer.status_code == 201, members
        assert answer.json()["value"] == body.get("value")
    assert len(app.listed()) == len(allowed)


REFUSED = {
    "sensor": [
        ({"sensor": ""}, "sensor"),
        ({"sensor": "ab-9" * 10 + "x"}, "sensor"),
        ({"sensor": "Lyon"}, "sensor"),
        ({"sensor": "lyon 7"}, "sensor"),
        ({"sensor": "lyon-7\n"}, "sensor"),
    ],
    "kind-and-members": [
        ({"kind": "melted"}, "kind"),
        ({"sensor": None}, "sensor"),
        ({"kind": None}, "kind"),
        ({"at": None}, "at"),
        ({"colour": "blue"}, "colour"),
    ],
    "at": [
        ({"at": "2026-03-01T08:15:00"}, "at"),
        ({"at": "2026-03-01"}, "at"),
        ({"at": "08:15:00Z"}, "at"),
        ({"at": "2026-02-30T08:15:00Z"}, "at"),
        ({"at": "yesterday"}, "at"),
    ],
    "text-for-a-number": [
        ({"kind": "temperature", "value": "4.5"}, "value"),
        ({"kind": "temperature", "value": True}, "value"),
        ({"kind": "temperature", "value": False}, "value"),
    ],
    "number-for-text": [
        ({"sensor": 7}, "sensor"),
        ({"sensor": True}, "sensor"),
        ({"kind": 1}, "kind"),
        ({"kind": True}, "kind"),
    ],
    "number-for-a-time": [
        ({"at": 1_772_352_900}, "at"),
        ({"at": 1_772_352_900.5}, "at"),
        ({"at": True}, "at"),
        ({"at": "1772352900"}, "at"),
    ],
}


@pytest.mark.requirement("R2")
@pytest.mark.requirement("R5")
@pytest.mark.parametrize("refused", REFUSED.values(), ids=list(REFUSED))
def test_what_breaks_the_contract_is_refused(app, problem, refused):
    for members, field in refused:
        assert problem(app.post(app.event(**members)), 422) == {field}, members
    assert app.listed() == []


@pytest.mark.requirement("R2")
def test_a_number_that_is_not_finite_is_refused(app, problem):
    for number in ("1e999", "-1e999", "NaN"):
        event = json.dumps(app.event(kind="temperature", value=4.5))
        problem(app.post_text(event.replace("4.5", number)), 422)
    assert app.listed() == []


@pytest.mark.requirement("R3")
@pytest.mark.requirement("R5")
def test_a_value_belongs_to_a_temperature(app, problem):
    temperature_of_null = app.event(kind="temperature") | {"value": None}
    others = [app.event(kind="temperature"), app.event(kind="opened", value=4.5), app.event(kind="closed", value=0)]
    for event in [temperature_of_null, *others]:
        assert problem(app.post(event), 422) == {"body"}, event
    assert app.listed() == []
