import asyncio

import pytest

from solution import LiveCounter, WordCounter, top_words


def test_ties_alphabetical():
    assert top_words("b a", 2) == [("a", 1), ("b", 1)]


def test_case_insensitive():
    assert top_words("Tea tea TEA", 1) == [("tea", 3)]


def test_n_zero_and_large():
    assert top_words("a", 0) == []
    assert top_words("a", 10) == [("a", 1)]


def test_errors():
    with pytest.raises(ValueError):
        top_words("a", -1)
    with pytest.raises(TypeError):
        top_words(1, 1)


def test_merge_is_new():
    a, b = WordCounter("x"), WordCounter("y")
    c = a.merge(b)
    assert c == WordCounter("y x")
    assert a == WordCounter("x")


def test_reached_after_two_adds():
    async def run():
        live = LiveCounter()
        task = asyncio.create_task(live.reached("x", 2))
        await live.add("x")
        await asyncio.sleep(0)
        assert not task.done()
        await live.add("x")
        assert await task == 2

    asyncio.run(run())
