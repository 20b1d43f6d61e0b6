import asyncio
import inspect
import time

import pytest

from solution import Pool, Service, double, fail, fetch_all, opened, patient, run_inside, taken_log, ticks


def test_run():
    assert asyncio.run(double(2)) == 4
    assert asyncio.run(double(3)) == 6
    assert inspect.iscoroutinefunction(double)


async def test_await():
    assert await double(2) == 4


async def test_errors():
    with pytest.raises(LookupError, match="async"):
        await fail()


async def test_gather_is_concurrent():
    pool = Pool(3)
    assert await asyncio.gather(*(pool.run(0.02) for _ in range(9))) == [0.02] * 9
    assert pool.peak == 3


async def test_results_and_errors_together():
    results = await asyncio.gather(double(1), fail(), return_exceptions=True)
    assert results[0] == 2 and isinstance(results[1], LookupError)


async def test_async_iteration():
    assert [number async for number in ticks(3)] == [0, 1, 2]


async def test_async_context_managers():
    taken_log()
    async with Pool(1) as pool:
        assert await pool.run(0) == 0
    with pytest.raises(ValueError):
        async with Pool(1):
            raise ValueError
    async with opened("a") as name:
        assert name == "A"
    assert taken_log() == ["open", "close None", "open", "close ValueError", "open a", "shut a"]


async def test_cancelling_is_forwarded_and_waited_for():
    taken_log()
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(patient(), 0.05)
    assert taken_log() == ["started", "cancelled"]
    task = asyncio.create_task(patient())
    await asyncio.sleep(0.05)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert taken_log() == ["started", "cancelled"]


async def test_async_callbacks():
    seen = []

    async def fetch(key):
        seen.append(key)
        await asyncio.sleep(0.001)
        return key.upper()

    assert await fetch_all(fetch, ["a", "b"]) == ["A", "B"]
    assert sorted(seen) == ["a", "b"]


def test_async_callback_of_a_plain_function():
    async def fetch(key):
        return key * 2

    assert run_inside(fetch) == "xx"


def test_plain_functions_with_a_loop_of_their_own_after_a_run():
    async def fetch(key):
        return key

    assert asyncio.run(double(1)) == 2
    assert run_inside(fetch) == "x"


async def test_background_tasks_go_on_between_awaits():
    service = Service()
    await service.start()
    await asyncio.sleep(0.05)
    assert service.count > 3
    await service.stop()


async def test_timeouts_of_the_test():
    begun = time.monotonic()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await double(1, 30)
    assert time.monotonic() - begun < 5
