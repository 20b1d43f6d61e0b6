"""What a colleague should know before changing `solution.py`."""

import asyncio

import pytest

from solution import LiveCounter, WordCounter, top_words


def test_ties_are_in_alphabetical_order_also_where_the_list_is_cut():
    assert top_words("c b a b", 2) == [("b", 2), ("a", 1)]


@pytest.mark.parametrize(("n", "length"), [(0, 0), (1, 1), (2, 2), (99, 2)])
def test_length_is_n_or_all_there_is(n, length):
    assert len(top_words("a b", n)) == length


@pytest.mark.parametrize(("text", "n", "error"), [("a", -1, ValueError), (None, 1, TypeError), (b"a", 1, TypeError)])
def test_refused_input(text, n, error):
    with pytest.raises(error):
        top_words(text, n)


def test_case_is_folded():
    assert top_words("Straße STRASSE", 1) == [("strasse", 2)]


def test_merge_leaves_both_sides_alone():
    left, right = WordCounter("a"), WordCounter("a b")
    both = left.merge(right)
    both.add("c")
    assert (left, right) == (WordCounter("a"), WordCounter("b a"))
    assert both == WordCounter("a a b c")


def test_cancelled_caller_leaves_no_trace():
    async def scenario():
        live = LiveCounter()
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(live.reached("a", 1), 0.01)
        assert live.waiting == 0

    asyncio.run(scenario())


def test_only_those_concerned_are_woken():
    async def scenario():
        live = LiveCounter()
        once, twice = (asyncio.create_task(live.reached("a", times)) for times in (1, 2))
        await asyncio.sleep(0)
        await live.add("a")
        assert await once == 1
        assert live.waiting == 1
        await live.add("a")
        assert await twice == 2

    asyncio.run(scenario())
