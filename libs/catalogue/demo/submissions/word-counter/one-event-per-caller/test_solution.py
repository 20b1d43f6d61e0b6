import asyncio

import pytest

from solution import LiveCounter, WordCounter, top_words


def test_order():
    assert top_words("b a b c", 2) == [("b", 2), ("a", 1)]


def test_n_is_zero():
    assert top_words("a", 0) == []


def test_n_is_negative():
    with pytest.raises(ValueError):
        top_words("a", -1)


def test_merge():
    a = WordCounter("x")
    assert a.merge(WordCounter("x")).total == 2
    assert a.total == 1


def test_live():
    async def run():
        live = LiveCounter()
        task = asyncio.create_task(live.reached("tea", 1))
        await asyncio.sleep(0.01)
        await live.add("Tea!")
        assert await asyncio.wait_for(task, 1) == 1

    asyncio.run(run())
