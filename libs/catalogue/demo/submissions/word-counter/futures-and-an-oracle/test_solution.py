"""One test per mistake that I would expect in a review. The mistake is in the name or in the comment."""

import asyncio
import random

import pytest

from solution import LiveCounter, WordCounter, top_words


def naive(text, n):
    """A second way of counting that is too slow to ship and too simple to be wrong."""
    words = "".join(c if c.isalnum() or c == "_" else " " for c in text).casefold().split()
    return sorted({(word, words.count(word)) for word in words}, key=lambda pair: (-pair[1], pair[0]))[:n]


@pytest.mark.parametrize("seed", range(30))
def test_agrees_with_naive_counting(seed):
    rng = random.Random(seed)
    text = "".join(rng.choice("aAbß_1 ,-\n") for _ in range(rng.randrange(60)))
    n = rng.randrange(6)
    assert top_words(text, n) == naive(text, n)


def test_cutting_before_ordering_ties():
    assert top_words("z y x", 1) == [("x", 1)]


@pytest.mark.parametrize(("args", "error"), [(("a", -1), ValueError), ((None, 1), TypeError), ((b"a", 1), TypeError)])
def test_refusals(args, error):
    with pytest.raises(error):
        top_words(*args)


def test_merge_sharing_its_dict_with_an_operand():
    left, right = WordCounter("a"), WordCounter()
    merged = left.merge(right)
    merged.add("a")
    assert (left.total, right.total, merged.total) == (1, 0, 2)


def test_waking_one_caller_where_two_are_concerned():
    async def scenario():
        live = LiveCounter()
        callers = [asyncio.create_task(live.reached("a", 1)) for _ in range(2)]
        await asyncio.sleep(0)
        await live.add("A")
        return await asyncio.wait_for(asyncio.gather(*callers), 1)

    assert asyncio.run(scenario()) == [1, 1]


def test_cancelled_caller_still_counted():
    async def scenario():
        live = LiveCounter()
        caller = asyncio.create_task(live.reached("a", 1))
        await asyncio.sleep(0)
        before = live.waiting
        caller.cancel()
        await asyncio.gather(caller, return_exceptions=True)
        return before, live.waiting

    assert asyncio.run(scenario()) == (1, 0)
