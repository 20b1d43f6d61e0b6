"""R6 and R7: an event that is sent again is kept once, and a refused one may be sent again."""

import json

import pytest
from assay import draw


@pytest.mark.requirement("R6")
def test_a_repeat_gets_the_first_answer(app):
    event, key = app.event(kind="temperature", value=draw.randint(1, 99) / 4), app.key()
    first = app.post(event, key)
    between = app.post(event)
    assert first.status_code == between.status_code == 201
    assert app.answered(app.post(event, key)) == app.answered(app.post(event, key)) == app.answered(first)
    assert [kept["id"] for kept in app.listed()] == [between.json()["id"], first.json()["id"]]


@pytest.mark.requirement("R6")
def test_the_same_value_in_other_bytes_is_a_repeat(app):
    event, key = app.event(kind="temperature", value=4.25), app.key()
    texts = [json.dumps(event), json.dumps(event, indent=3), json.dumps(dict(reversed(event.items())), separators=(",", ":"))]
    answers = [app.answered(app.post_text(text, key)) for text in texts]
    assert answers == [answers[0]] * 3
    assert answers[0][0] == 201
    assert len(app.listed()) == 1


CHANGES = {
    "sensor": {"sensor": "another"},
    "kind": {"kind": "closed", "value": None},
    "at": {"at": "2020-01-01T00:00:00+00:00"},
    "value": {"value": 4.75},
}


@pytest.mark.requirement("R4")
@pytest.mark.requirement("R6")
@pytest.mark.requirement("R7")
def test_a_key_with_another_body_is_a_conflict(app, problem):
    event, key = app.event(kind="temperature", value=4.5), app.key()
    first = app.post(event, key)
    for change in CHANGES.values():
        problem(app.post(event | change, key), 409)
    assert app.answered(app.post(event, key)) == app.answered(first)
    assert app.listed() == [first.json()]


@pytest.mark.requirement("R7")
def test_a_key_is_free_after_a_refusal(app, problem):
    event, key = app.event(at="2026-04-01T10:00:00Z"), app.key()
    problem(app.post(event | {"kind": "melted"}, key), 422)
    problem(app.post_text(json.dumps(event) + " " * 17_000, key), 413)
    for _ in range(10):
        app.keep(sensor=event["sensor"], at=event["at"])
    problem(app.post(event, key), 429)
    later = event | {"at": "2026-04-01T10:01:00Z"}
    first = app.post(later, key)
    assert first.status_code == 201
    problem(app.post(event | {"sensor": "another"}, key), 409)
    assert app.answered(app.post(later, key)) == app.answered(first)
