"""R4 and R5: a refusal is a problem document, and one of a request names what is wrong with it."""

import pytest

NO_EVENTS = {"cut-off": b"{", "empty": b"", "no-utf-8": b'{"sensor": "\xff"}', "list": b"[]", "null": b"null", "string": b'"opened"'}


@pytest.mark.requirement("R2")
@pytest.mark.requirement("R4")
@pytest.mark.requirement("R5")
def test_a_body_that_is_no_event(app, problem):
    for name, body in NO_EVENTS.items():
        assert problem(app.post_text(body), 422) == {"body"}, name


@pytest.mark.requirement("R5")
def test_everything_that_is_wrong_is_named(app, problem):
    event = {"sensor": "Lyon", "kind": "opened", "colour": "blue"}
    assert problem(app.post(event), 422) == {"sensor", "at", "colour"}
    assert problem(app.post(event, "k" * 65), 422) == {"sensor", "at", "colour", "idempotency-key"}
    assert problem(app.http.get("/events", params={"limit": 0, "sensor": "lyon"}), 422) == {"limit"}


@pytest.mark.requirement("R2")
@pytest.mark.requirement("R5")
def test_a_key_has_one_to_64_characters(app, problem):
    for key in ({}, {"Idempotency-Key": ""}, {"Idempotency-Key": "k" * 65}):
        assert problem(app.http.post("/events", json=app.event(), headers=key), 422) == {"idempotency-key"}
    assert app.listed() == []
    assert [app.post(app.event(), key).status_code for key in ("k", "k" * 64)] == [201, 201]


@pytest.mark.requirement("R2")
@pytest.mark.requirement("R5")
def test_parameters_outside_the_contract(app, problem):
    for limit in ("0", "101", "-1", "many", "1.5", ""):
        assert problem(app.http.get("/events", params={"limit": limit}), 422) == {"limit"}, limit
    assert problem(app.http.get("/events/first"), 422) == {"event_id"}


@pytest.mark.requirement("R4")
def test_an_event_that_does_not_exist(app, problem):
    problem(app.http.get(f"/events/{app.keep()['id'] + 1_000_000}"), 404)


@pytest.mark.requirement("R4")
def test_a_path_that_does_not_exist(app, problem):
    for path in ("/event", "/events/1/parts", "/"):
        problem(app.http.get(path), 404)


@pytest.mark.requirement("R4")
def test_a_method_that_does_not_exist(app, problem):
    answer = app.http.delete("/events/1")
    problem(answer, 405)
    assert answer.headers["Allow"] == "GET"
