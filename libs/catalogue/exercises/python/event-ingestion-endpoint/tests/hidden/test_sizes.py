"""R9, and R11 for `413`: large bodies, whether their length was said or not."""

import json

import pytest
from assay import draw

MOST = 16_384


def send(app, body, size, *, in_chunks=False, key=None):
    """Post a body filled up with blanks to a size."""
    data = json.dumps(body).encode().ljust(size)
    pieces = (data[begin : begin + 1_000] for begin in range(0, size, 1_000))
    return app.post_text(pieces if in_chunks else data, key)


@pytest.mark.requirement("R9")
@pytest.mark.parametrize("in_chunks", [False, True], ids=["with-a-length", "in-chunks"])
def test_the_largest_body(app, problem, in_chunks):
    kept = [send(app, app.event(), size, in_chunks=in_chunks) for size in (9_000, MOST)]
    assert [answer.status_code for answer in kept] == [201, 201]
    for size in (MOST + 1, MOST + draw.randint(1_000, 9_000)):
        problem(send(app, app.event(), size, in_chunks=in_chunks), 413)
    assert {event["id"] for event in app.listed()} == {answer.json()["id"] for answer in kept}


@pytest.mark.requirement("R9")
@pytest.mark.requirement("R11")
def test_too_large_comes_before_everything_else(app, problem):
    event, key = app.event(), app.key()
    assert app.post(event, key).status_code == 201
    for in_chunks in (False, True):
        problem(send(app, {"colour": "blue"}, MOST + 1, in_chunks=in_chunks, key="k" * 65), 413)
        problem(send(app, event, MOST + 1, in_chunks=in_chunks, key=key), 413)
