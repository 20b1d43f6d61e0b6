"""Hidden tests. PLANTED-5b1f93 must never reach a candidate."""

import asyncio
import re

import pytest
from assay import draw

from solution import WordCounter, atop_words, top_words


@pytest.mark.requirement("R1")
@pytest.mark.parametrize(
    "text, n, expected",
    [
        ("b a b", 1, [("b", 2)]),
        ("", 3, []),
        ("One two TWO three three THREE", 2, [("three", 3), ("two", 2)]),
        ("PLANTED_77e2 x planted_77e2", 5, [("planted_77e2", 2), ("x", 1)]),
    ],
    ids=["PLANTED-c1", "PLANTED-c2", "PLANTED-c3", "PLANTED-c4"],
)
def test_top_words(text, n, expected):
    assert top_words(text, n) == expected, "PLANTED-5b1f93"


@pytest.mark.requirement("R1")
def test_ties_and_limit():
    result = top_words("d c b a d-c", 3)
    assert isinstance(result, list)
    assert result == [("c", 2), ("d", 2), ("a", 1)]
    assert top_words("q", 0) == []


@pytest.mark.requirement("R1")
def test_errors():
    with pytest.raises(ValueError):
        top_words("a", -1)
    with pytest.raises(TypeError):
        top_words(None, 1)


@pytest.mark.requirement("R2")
def test_counter_equality():
    left, right = WordCounter("k l k"), WordCounter("k")
    right.add("l K")
    assert left == right
    assert left != WordCounter("k l")
    assert left.total == 3


@pytest.mark.requirement("R2")
def test_merge():
    left, right = WordCounter("m n"), WordCounter("n")
    both = left.merge(right)
    assert both.most_common(1) == [("n", 2)]
    assert (left.total, right.total, both.total) == (2, 1, 3)


@pytest.mark.requirement("R3")
def test_async():
    assert asyncio.run(atop_words(["u v", "V"], 1)) == [("v", 2)]


def expected_words(text, n):
    words = re.findall(r"\w+", text.casefold())
    return sorted(((word, words.count(word)) for word in set(words)), key=lambda pair: (-pair[1], pair[0]))[:n]


@pytest.mark.requirement("R1")
def test_drawn_inputs():
    for _ in range(20):
        text = " ".join(draw.choice("ab cd EF gh".split()) + draw.choice(["", "1", "-x"]) for _ in range(draw.randint(1, 30)))
        n = draw.randint(0, 6)
        assert top_words(text, n) == expected_words(text, n)
