"""What a quote is, and a small load. The numbers that the load prints are for your notes.

`fakes.py` beside this file plays the two services that your service asks.
"""

import statistics
import time
from concurrent.futures import ThreadPoolExecutor

import assay
import pytest
from fakes import Reply, playing


@pytest.mark.requirement("R1")
def test_a_quote():
    with playing(lambda sku: Reply(1999), lambda sku: Reply(7)), assay.http.client() as client:
        answer = client.get("/quotes/tea-7")
    assert (answer.status_code, answer.json()) == (200, {"sku": "tea-7", "cents": 1999, "available": 7})


@pytest.mark.requirement("R2")
def test_sixteen_at_once():
    delay = 0.1

    def timed(number):
        begun = time.monotonic()
        assert client.get(f"/quotes/sku-{number}").status_code == 200
        return time.monotonic() - begun

    services = playing(lambda sku: Reply(100, delay), lambda sku: Reply(5, delay))
    with services as (pricing, stock), assay.http.client() as client, ThreadPoolExecutor(16) as pool:
        alone = timed(0)
        begun = time.monotonic()
        times = sorted(pool.map(timed, range(16)))
        whole = time.monotonic() - begun
    print(f"one alone: {alone:.2f} s; sixteen at once: {whole:.2f} s, half of them within {statistics.median(times):.2f} s")
    print(f"the slowest took {times[-1] / delay:.1f} times as long as a service needs for an answer")
    print(f"most calls at once: {pricing.most_busy} to pricing, {stock.most_busy} to stock")
    print(f"connections opened: {pricing.opened} to pricing, {stock.opened} to stock")
    assert min(pricing.most_busy, stock.most_busy) > 1, "the services are never asked by two quotes at the same time"
