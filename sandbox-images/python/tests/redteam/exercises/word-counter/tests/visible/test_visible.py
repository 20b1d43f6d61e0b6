import asyncio

import pytest

from solution import WordCounter, atop_words, top_words


@pytest.mark.requirement("R1")
def test_example():
    assert top_words("the cat the dog", 1) == [("the", 2)]


@pytest.mark.requirement("R2")
def test_counter_example():
    counter = WordCounter("a b")
    counter.add("a")
    assert counter.total == 3


@pytest.mark.requirement("R3")
def test_async_example():
    assert asyncio.run(atop_words(["x", "x y"], 1)) == [("x", 2)]
