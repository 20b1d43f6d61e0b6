import urllib.request

import assay
import pytest


def ask(path):
    with urllib.request.urlopen(assay.http.base_url + path) as answer:
        return answer.read()


def test_answers():
    assert ask("/") == b"ok"


def test_hangs():
    with pytest.raises(Exception):
        ask("/hangs")


def test_is_back_after_a_hang():
    assert ask("/") == b"ok"


def test_works_for_ever():
    with pytest.raises(Exception):
        ask("/works")


def test_trickles():
    with pytest.raises(Exception):
        ask("/trickles")


def test_ends():
    with pytest.raises(Exception):
        ask("/ends")


def test_is_back_after_its_end():
    assert ask("/") == b"ok"
