import json
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import assay
import pytest


def ask(path, content=None):
    data = None if content is None else json.dumps(content).encode()
    with urllib.request.urlopen(assay.http.base_url + path, data) as answer:
        return answer.status, json.load(answer)


def test_a_note_is_kept():
    assert ask("/notes", {"text": "é"}) == (201, {"id": 1})
    assert ask("/notes") == (200, [{"text": "é"}])


def test_the_hook_has_forgotten_it():
    assert ask("/notes") == (200, [])


def test_an_unknown_page():
    with pytest.raises(urllib.error.HTTPError, match="404"):
        ask("/nowhere")


def test_more_than_a_window():
    status, body = ask("/large")
    assert len(body) == 3_000_000


def test_at_the_same_time():
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda number: ask("/page"), range(40)))
    assert answers == [(200, "page")] * 40


def test_a_wrong_expectation():
    assert ask("/notes") == (200, ["something"])


def test_latency_is_a_ratio():
    assert 0.1 < assay.http.relative_latency("/notes", rounds=5) < 1_000
