"""The app, and requests to it with values drawn anew."""

import itertools
from datetime import UTC, datetime, timedelta

import assay
import pytest
from assay import draw

TYPES = {
    404: "/problems/not-found",
    405: "/problems/method-not-allowed",
    409: "/problems/key-reused",
    413: "/problems/too-large",
    422: "/problems/invalid",
    429: "/problems/over-quota",
}


class App:
    """An HTTP client of the app that knows how to ask for what the tests need."""

    def __init__(self, client):
        self.http = client
        self._numbers = itertools.count(1)

    def key(self):
        return f"key-{next(self._numbers)}-{draw.randrange(10**9)}"

    def event(self, **members):
        """A good body; None leaves a member out."""
        minute = timedelta(minutes=draw.randrange(500_000))
        drawn = {"sensor": f"s-{draw.randrange(10**9)}", "kind": "opened", "at": text_of(datetime(2026, 1, 1, tzinfo=UTC) + minute)}
        return {name: value for name, value in (drawn | members).items() if value is not None}

    def post(self, event, key=None):
        return self.http.post("/events", json=event, headers={"Idempotency-Key": key or self.key()})

    def post_text(self, body, key=None):
        """Post these bytes or this text, or pieces of it in chunks."""
        headers = {"Idempotency-Key": key or self.key(), "Content-Type": "application/json"}
        return self.http.post("/events", content=body, headers=headers)

    def answered(self, answer):
        """What a repeat must get again."""
        return answer.status_code, answer.json(), answer.headers["Location"]

    def keep(self, **members):
        """The event as it was kept."""
        answer = self.post(self.event(**members))
        assert answer.status_code == 201, answer.text
        return answer.json()

    def listed(self, **parameters):
        answer = self.http.get("/events", params={"limit": 100} | parameters)
        assert answer.status_code == 200, answer.text
        return answer.json()["items"]

    def fill(self, count, sensors=("a", "b", "c", "d", "e")):
        """Keep events in random order, many at the same time, and give them as the list must have them."""
        kept = []
        for number in range(count):
            at = f"2026-04-01T10:{draw.randrange(6):02}:00Z"
            kept.append((datetime.fromisoformat(at), number, self.keep(sensor=sensors[number % len(sensors)], at=at)))
        return [event for *_, event in sorted(kept, key=lambda entry: entry[:2], reverse=True)]

    def pages(self, limit, between=lambda: None, **parameters):
        """All pages from the first to the last; `between` is called after each."""
        cursor = {}
        for _ in range(60):
            answer = self.http.get("/events", params={"limit": limit} | parameters | cursor)
            assert answer.status_code == 200, answer.text
            page = answer.json()
            yield page["items"]
            if page["next"] is None:
                return
            assert page["items"], "an empty page has no page after it"
            cursor = {"cursor": page["next"]}
            between()
        raise AssertionError("the pages do not end")


def text_of(at):
    return at.isoformat()


@pytest.fixture
def app():
    with assay.http.client() as client:
        yield App(client)


@pytest.fixture
def problem():
    """Checks that an answer is a problem document of this status, and gives the names in its errors."""

    def check(answer, status):
        assert answer.status_code == status, answer.text
        assert answer.headers["Content-Type"].partition(";")[0] == "application/problem+json"
        found = answer.json()
        assert set(found) == {"type", "title", "status", "detail", "errors"}
        assert (found["type"], found["status"]) == (TYPES[status], status)
        for text in (found["title"], found["detail"]):
            assert isinstance(text, str) and text
        assert all(set(error) == {"field", "message"} and error["message"] for error in found["errors"])
        assert bool(found["errors"]) == (status == 422)
        return {error["field"].lower() for error in found["errors"]}

    return check
