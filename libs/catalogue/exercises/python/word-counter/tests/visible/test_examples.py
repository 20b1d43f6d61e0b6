"""The examples of the task. Read them, run them; they carry no points."""

import asyncio

import pytest

from solution import LiveCounter, WordCounter, top_words


@pytest.mark.requirement("R1")
def test_most_frequent_words():
    assert top_words("refund please, refund now", 1) == [("refund", 2)]


@pytest.mark.requirement("R2")
def test_case_and_punctuation():
    assert top_words("Login? LOGIN! log-in", 5) == [("login", 2), ("in", 1), ("log", 1)]


@pytest.mark.requirement("R5")
def test_negative_n():
    with pytest.raises(ValueError):
        top_words("refund", -1)


@pytest.mark.requirement("R6")
@pytest.mark.requirement("R7")
def test_counter_over_two_texts():
    counter = WordCounter("late parcel")
    counter.add("Parcel lost")
    assert counter.total == 4
    assert counter.most_common(2) == [("parcel", 2), ("late", 1)]


@pytest.mark.requirement("R8")
@pytest.mark.requirement("R9")
def test_merge_makes_a_new_counter():
    first, second = WordCounter("late parcel"), WordCounter("parcel")
    assert first.merge(second) == WordCounter("parcel late parcel")
    assert first.total == 2


@pytest.mark.requirement("R10")
@pytest.mark.requirement("R11")
def test_wait_for_a_word():
    async def scenario():
        live = LiveCounter()
        waiter = asyncio.create_task(live.reached("refund", 2))
        await live.add("Refund")
        await live.add("a refund, please")
        return await asyncio.wait_for(waiter, 2)

    assert asyncio.run(scenario()) == 2
