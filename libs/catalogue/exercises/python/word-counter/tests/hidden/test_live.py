"""R10 to R13: callers that wait. Nothing here depends on exact times: a pause only gives wrong code a chance to show."""

import asyncio

import pytest
from assay import draw

from solution import LiveCounter

PATIENCE = 1.5


async def settled(live, waiting):
    """Gives the callers time to begin or end their wait, then says how many wait."""
    for _ in range(100):
        if live.waiting == waiting:
            break
        await asyncio.sleep(0.01)
    return live.waiting


@pytest.mark.requirement("R10")
@pytest.mark.requirement("R11")
def test_already_reached():
    async def scenario():
        live = LiveCounter()
        assert await live.add("Refund and REFUND") is None
        assert await asyncio.wait_for(live.reached("refund", 1), PATIENCE) == 2
        assert await asyncio.wait_for(live.reached("ReFund", 2), PATIENCE) == 2
        assert live.waiting == 0

    asyncio.run(scenario())


@pytest.mark.requirement("R10")
def test_words_are_the_same_as_elsewhere():
    async def scenario():
        live = LiveCounter()
        await live.add("re-send, RE_SEND; Straße")
        assert await asyncio.wait_for(live.reached("send", 1), PATIENCE) == 1
        assert await asyncio.wait_for(live.reached("re_send", 1), PATIENCE) == 1
        assert await asyncio.wait_for(live.reached("STRASSE", 1), PATIENCE) == 1
        with pytest.raises(TypeError):
            await live.add(None)

    asyncio.run(scenario())


@pytest.mark.requirement("R11")
def test_waits_until_the_word_was_counted_often_enough():
    async def scenario():
        live = LiveCounter()
        waiter = asyncio.create_task(live.reached("lost", 3))
        assert await settled(live, 1) == 1
        await live.add("lost lost found")
        await asyncio.sleep(0.05)
        assert not waiter.done()
        await live.add("LOST again")
        assert await asyncio.wait_for(waiter, PATIENCE) == 3

    asyncio.run(scenario())


@pytest.mark.requirement("R11")
def test_result_counts_everything_so_far():
    async def scenario():
        live = LiveCounter()
        waiter = asyncio.create_task(live.reached("late", 2))
        assert await settled(live, 1) == 1
        await live.add("late late late late late")
        assert await asyncio.wait_for(waiter, PATIENCE) == 5

    asyncio.run(scenario())


@pytest.mark.requirement("R12")
def test_one_message_wakes_everyone_it_concerns():
    async def scenario():
        live = LiveCounter()
        waiters = [asyncio.create_task(live.reached(word, times)) for word, times in [("a", 1), ("a", 2), ("A", 2), ("b", 1)]]
        assert await settled(live, 4) == 4
        await live.add("a b a")
        assert await asyncio.wait_for(asyncio.gather(*waiters), PATIENCE) == [2, 2, 2, 1]
        assert await settled(live, 0) == 0

    asyncio.run(scenario())


@pytest.mark.requirement("R12")
def test_nobody_else_is_woken():
    async def scenario():
        live = LiveCounter()
        first = asyncio.create_task(live.reached("a", 1))
        second = asyncio.create_task(live.reached("a", 2))
        other = asyncio.create_task(live.reached("b", 1))
        assert await settled(live, 3) == 3
        await live.add("a")
        assert await asyncio.wait_for(first, PATIENCE) == 1
        await asyncio.sleep(0.05)
        assert not second.done() and not other.done()
        assert live.waiting == 2
        await live.add("b a")
        assert await asyncio.wait_for(asyncio.gather(second, other), PATIENCE) == [2, 1]

    asyncio.run(scenario())


@pytest.mark.requirement("R13")
def test_cancelled_caller_is_forgotten():
    async def scenario():
        live = LiveCounter()
        leaves = asyncio.create_task(live.reached("a", 1))
        stays = asyncio.create_task(live.reached("a", 1))
        assert await settled(live, 2) == 2
        leaves.cancel()
        with pytest.raises(asyncio.CancelledError):
            await leaves
        assert await settled(live, 1) == 1
        await live.add("a")
        assert await asyncio.wait_for(stays, PATIENCE) == 1
        assert await settled(live, 0) == 0

    asyncio.run(scenario())


@pytest.mark.requirement("R13")
def test_caller_that_ran_out_of_time_is_forgotten():
    async def scenario():
        live = LiveCounter()
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(live.reached("never", 1), 0.05)
        assert await settled(live, 0) == 0
        await live.add("never")
        assert await asyncio.wait_for(live.reached("never", 1), PATIENCE) == 1

    asyncio.run(scenario())


@pytest.mark.requirement("R12")
def test_counters_do_not_wake_each_other():
    async def scenario():
        live, other = LiveCounter(), LiveCounter()
        waiter = asyncio.create_task(live.reached("a", 1))
        assert await settled(live, 1) == 1
        await other.add("a")
        await asyncio.sleep(0.05)
        assert (waiter.done(), live.waiting, other.waiting) == (False, 1, 0)
        await live.add("a")
        assert await asyncio.wait_for(waiter, PATIENCE) == 1

    asyncio.run(scenario())


@pytest.mark.requirement("R11")
@pytest.mark.requirement("R12")
def test_drawn_callers_and_messages():
    async def scenario():
        live = LiveCounter()
        words = [f"{letter}{draw.randrange(1000)}" for letter in "xyz"]
        needs = [(draw.choice(words), draw.randint(1, 4)) for _ in range(8)]
        waiters = [asyncio.create_task(live.reached(word, times)) for word, times in needs]
        assert await settled(live, len(needs)) == len(needs)
        counts = dict.fromkeys(words, 0)
        for _ in range(4):
            message = [draw.choice(words) for _ in range(3)]
            for word in message:
                counts[word] += 1
            await live.add(" ".join(message))
            left = sum(counts[word] < times for word, times in needs)
            assert await settled(live, left) == left, f"needs: {needs!r}, counts: {counts!r}"
        fulfilled = [waiter for waiter, (word, times) in zip(waiters, needs, strict=True) if counts[word] >= times]
        results = await asyncio.wait_for(asyncio.gather(*fulfilled), PATIENCE)
        assert all(type(result) is int for result in results)
        assert sum(waiter.done() for waiter in waiters) == len(fulfilled), f"needs: {needs!r}, counts: {counts!r}"
        for waiter in waiters:
            waiter.cancel()
        await asyncio.gather(*waiters, return_exceptions=True)

    asyncio.run(scenario())
