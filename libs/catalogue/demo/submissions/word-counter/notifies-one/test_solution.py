import asyncio

import pytest

from solution import LiveCounter, WordCounter, top_words


@pytest.mark.parametrize("text, n, result", [
    ("", 3, []),
    ("tea milk tea", 1, [("tea", 2)]),
    ("b a", 2, [("a", 1), ("b", 1)]),
    ("Tea tea", 5, [("tea", 2)]),
])
def test_top_words(text, n, result):
    assert top_words(text, n) == result


def test_wrong_arguments():
    with pytest.raises(ValueError):
        top_words("", -1)
    with pytest.raises(TypeError):
        WordCounter(7)


def test_equal():
    assert WordCounter("a b") == WordCounter("b a")


def test_live_counter():
    async def scenario():
        live = LiveCounter()
        caller = asyncio.create_task(live.reached("tea", 1))
        await asyncio.sleep(0)
        assert live.waiting == 1
        await live.add("tea")
        return await caller

    assert asyncio.run(scenario()) == 1
