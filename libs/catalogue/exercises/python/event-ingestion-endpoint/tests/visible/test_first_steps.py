"""Three steps through the contract. `assay.http.client()` is an httpx client of your app."""

import assay
import pytest

OPENED = {"sensor": "lyon-7", "kind": "opened", "at": "2026-03-01T08:15:00+00:00"}


@pytest.fixture
def app():
    with assay.http.client() as client:
        yield client


@pytest.mark.requirement("R1")
def test_an_event_is_kept(app):
    answer = app.post("/events", json=OPENED, headers={"Idempotency-Key": "first"})
    assert answer.status_code == 201
    event = answer.json()
    assert (event["sensor"], event["kind"], event["value"]) == ("lyon-7", "opened", None)
    assert app.get(answer.headers["Location"]).json() == event


@pytest.mark.requirement("R6")
def test_a_repeat_gets_the_first_answer(app):
    first, second = (app.post("/events", json=OPENED, headers={"Idempotency-Key": "again"}) for _ in range(2))
    assert (second.status_code, second.json()) == (first.status_code, first.json())
    assert len(app.get("/events").json()["items"]) == 1


@pytest.mark.requirement("R4")
@pytest.mark.requirement("R5")
def test_a_refusal_is_a_problem_document(app):
    answer = app.post("/events", json=OPENED | {"kind": "melted"}, headers={"Idempotency-Key": "bad"})
    assert (answer.status_code, answer.headers["Content-Type"]) == (422, "application/problem+json")
    problem = answer.json()
    assert (problem["type"], problem["status"]) == ("/problems/invalid", 422)
    assert [error["field"] for error in problem["errors"]] == ["kind"]
