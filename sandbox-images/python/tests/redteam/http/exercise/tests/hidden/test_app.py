import http.client
import json

import assay
import pytest


@pytest.fixture
def app():
    connection = http.client.HTTPConnection(*assay.http.address)
    yield connection
    connection.close()


def ask(app, method, path, content=None):
    app.request(method, path, None if content is None else json.dumps(content))
    answer = app.getresponse()
    return answer.status, answer.getheader("Content-Type"), json.loads(answer.read())


@pytest.mark.requirement("R1")
@pytest.mark.parametrize("round", range(4))
def test_sums(app, round):
    for _ in range(3):
        a, b = assay.draw.randrange(10**9), assay.draw.randrange(10**9)
        assert ask(app, "GET", f"/sum?a={a}&b={b}") == (200, "application/json", {"sum": a + b})


@pytest.mark.requirement("R1")
def test_keeps_items(app):
    item = assay.draw.randrange(10**9)
    assert ask(app, "POST", "/items", item) == (201, "application/json", {"count": 1})
    assert ask(app, "GET", "/items")[2] == [item]


@pytest.mark.requirement("R1")
def test_forgets_items(app):
    assert ask(app, "GET", "/items")[2] == []


@pytest.mark.requirement("R1")
def test_nowhere(app):
    assert ask(app, "GET", "/nowhere")[0] == 404
