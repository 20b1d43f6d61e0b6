"""R6 to R8: an event that is sent again is kept once."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from assay import draw


def answered(answer):
    return answer.status_code, answer.json(), answer.headers["Location"]


@pytest.mark.requirement("R6")
def test_a_repeat_gets_the_first_answer(app):
    event, key = app.event(kind="temperature", value=draw.randint(1, 99) / 4), app.key()
    first = app.post(event, key)
    between = app.keep()
    assert answered(app.post(event, key)) == answered(app.post(event, key)) == answered(first)
    assert first.status_code == 201
    assert {kept["id"] for kept in app.listed()} == {first.json()["id"], between["id"]}


@pytest.mark.requirement("R6")
def test_the_same_value_in_other_bytes_is_a_repeat(app):
    event = app.event(kind="temperature", value=4.25)
    headers = {"Idempotency-Key": app.key(), "Content-Type": "application/json"}
    texts = [json.dumps(event), json.dumps(event, indent=3), json.dumps(dict(reversed(event.items())), separators=(",", ":"))]
    answers = [answered(app.http.post("/events", content=text, headers=headers)) for text in texts]
    assert answers == [answers[0]] * 3
    assert answers[0][0] == 201
    assert len(app.listed()) == 1


@pytest.mark.requirement("R6")
def test_the_same_event_with_another_key_is_another_event(app):
    event = app.event()
    first, second = app.post(event), app.post(event)
    assert (first.status_code, second.status_code) == (201, 201)
    assert [kept["id"] for kept in app.listed()] == [second.json()["id"], first.json()["id"]]


CHANGES = {
    "sensor": {"sensor": "another"},
    "kind": {"kind": "closed", "value": None},
    "at": {"at": "2020-01-01T00:00:00+00:00"},
    "value": {"value": 4.75},
}


@pytest.mark.requirement("R4")
@pytest.mark.requirement("R6")
@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
def test_a_key_with_another_body_is_a_conflict(app, problem, change):
    event, key = app.event(kind="temperature", value=4.5), app.key()
    first = app.post(event, key)
    problem(app.post(event | change, key), 409)
    assert answered(app.post(event, key)) == answered(first)
    assert app.listed() == [first.json()]


@pytest.mark.requirement("R7")
def test_a_key_is_free_after_a_refusal(app, problem):
    event, key = app.event(), app.key()
    problem(app.post(event | {"kind": "melted"}, key), 422)
    headers = {"Idempotency-Key": key, "Content-Type": "application/json"}
    problem(app.http.post("/events", content=json.dumps(event) + " " * 17_000, headers=headers), 413)
    first = app.post(event, key)
    assert first.status_code == 201
    problem(app.post(event | {"sensor": "another"}, key), 409)
    assert answered(app.post(event, key)) == answered(first)


@pytest.mark.requirement("R7")
@pytest.mark.requirement("R10")
def test_a_key_is_free_after_the_quota_was_met(app, problem):
    event, key = app.event(at="2026-04-01T10:00:00Z"), app.key()
    for _ in range(10):
        app.keep(sensor=event["sensor"], at=event["at"])
    problem(app.post(event, key), 429)
    assert app.post(event | {"at": "2026-04-01T10:01:00Z"}, key).status_code == 201


@pytest.mark.requirement("R8")
def test_repeats_at_the_same_time_keep_one_event(app):
    with ThreadPoolExecutor(8) as pool:
        for _ in range(5):
            event, key = app.event(), app.key()
            answers = [answered(answer) for answer in pool.map(lambda _: app.post(event, key), range(8))]
            assert answers == [answers[0]] * 8
            assert answers[0][0] == 201
            assert len(app.listed(sensor=event["sensor"])) == 1


@pytest.mark.requirement("R8")
def test_of_different_bodies_at_the_same_time_one_is_kept(app, problem):
    with ThreadPoolExecutor(8) as pool:
        for _ in range(5):
            key, sensors = app.key(), [app.event()["sensor"] for _ in range(8)]
            bodies = [app.event(sensor=sensor) for sensor in sensors]
            answers = list(pool.map(lambda body: app.post(body, key), bodies))
            kept = [answer for answer in answers if answer.status_code == 201]
            assert len(kept) == 1
            for answer in answers:
                if answer is not kept[0]:
                    problem(answer, 409)
            assert [event["sensor"] for event in app.listed() if event["sensor"] in sensors] == [kept[0].json()["sensor"]]
