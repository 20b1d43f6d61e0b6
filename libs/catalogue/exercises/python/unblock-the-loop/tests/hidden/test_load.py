"""R1 to R6: many quotes at once. Times are only ever compared with the time that the services themselves take."""

from concurrent.futures import ThreadPoolExecutor

import assay
import pytest
from articles import MOST, SERVICES, beside, of
from assay import draw
from fakes import Hold, Reply, in_time, playing

#: Long enough for a client that knows no bound to open one connection more.
A_MOMENT = 0.3


def numbers(count):
    """Articles with a price and a quantity of their own."""
    return {f"sku-{number}-{draw.randrange(10**6)}": (draw.randrange(10**6), draw.randrange(10**4)) for number in range(count)}


def expected(articles, sku):
    cents, available = articles[sku]
    return 200, {"sku": sku, "cents": cents, "available": available}


def health_of(client):
    answer = client.get("/health")
    return answer.status_code, answer.json()


@pytest.mark.requirement("R1")
def test_every_quote_is_that_of_its_article(ask):
    articles = numbers(24)
    services = playing(
        lambda sku: Reply(articles[sku][0], draw.random() / 50), lambda sku: Reply(articles[sku][1], draw.random() / 50)
    )
    with services as (pricing, stock), ThreadPoolExecutor(12) as pool:
        for sku, answer in zip(articles, pool.map(ask, articles), strict=True):
            assert (answer.status_code, answer.json()) == expected(articles, sku)
    assert sorted(pricing.asked) == sorted(stock.asked) == sorted(articles)


@pytest.mark.requirement("R2")
def test_sixteen_quotes_take_a_small_multiple_of_one_answer(ask):
    """Two rounds of eight are enough; a loop that waits for one service alone needs sixteen, and for both thirty-two."""
    slow = Hold(seconds=0.5)
    with playing(lambda sku: slow, lambda sku: slow), ThreadPoolExecutor(16) as pool, slow:
        asked = [pool.submit(ask, f"sku-{number}") for number in range(16)]
        assert in_time(*asked, backstop=8 * slow.seconds), "sixteen quotes take eight times as long as one answer"
        assert [one.result().status_code for one in asked] == [200] * 16


@pytest.mark.requirement("R4")
def test_connections_are_used_again(ask):
    with playing(lambda sku: Reply(1), lambda sku: Reply(2)) as (pricing, stock):
        assert [ask(f"sku-{number}").status_code for number in range(25)] == [200] * 25
        assert pricing.opened <= MOST
        assert stock.opened <= MOST


@pytest.mark.requirement("R3")
@pytest.mark.parametrize("slow", SERVICES)
def test_at_most_eight_connections_to_a_service_that_is_slow(ask, slow):
    """As many calls as there may be are on their way, and the others wait for them."""
    hold = Hold(5)
    behaviours = {name: lambda sku: Reply(3) for name in SERVICES} | {slow: lambda sku: hold}
    with playing(**behaviours) as fakes, ThreadPoolExecutor(12) as pool, hold:
        fake = of(slow, fakes)
        asked = [pool.submit(ask, f"sku-{number}") for number in range(12)]
        all_at_work = fake.until(lambda fake: fake.busy == MOST)
        fake.until(lambda fake: fake.open > MOST, A_MOMENT)
        hold.gate.set()
        statuses = [one.result().status_code for one in asked]
        assert all_at_work, f"{fake.most_busy} calls to {slow} were on their way at the same time"
        assert statuses == [200] * 12
        assert all(fake.most_open <= MOST for fake in fakes)


@pytest.mark.requirement("R5")
@pytest.mark.parametrize("slow", SERVICES)
def test_health_is_told_while_quotes_wait(ask, slow):
    hold = Hold()
    behaviours = {name: lambda sku: Reply(1) for name in SERVICES} | {slow: lambda sku: hold}
    with playing(**behaviours) as fakes, ThreadPoolExecutor(9) as pool, assay.http.client() as client, hold:
        asked = [pool.submit(ask, f"sku-{number}") for number in range(8)]
        assert of(slow, fakes).until(lambda fake: fake.busy > 0)
        told = pool.submit(lambda: [health_of(client) for _ in range(5)])
        first_to_be_told = in_time(told) and not any(one.done() for one in asked)
        assert first_to_be_told, "health has to wait until quotes are answered"
        assert told.result() == [(200, {"status": "ok"})] * 5


@pytest.mark.requirement("R6")
@pytest.mark.parametrize("slow", SERVICES)
def test_both_services_are_asked_at_the_same_time(ask, slow):
    hold = Hold(11)
    behaviours = {name: lambda sku: Reply(12) for name in SERVICES} | {slow: lambda sku: hold}
    with playing(**behaviours) as fakes, ThreadPoolExecutor(1) as pool, hold:
        asked = pool.submit(ask, "tea-7")
        both = of(beside(slow), fakes).until(lambda fake: fake.asked == ["tea-7"] and fake.busy == 0)
        early = asked.done()
        hold.gate.set()
        answer = asked.result()
        assert both and not early, "the second service is asked only when the first has answered"
        assert answer.json() == {"sku": "tea-7", "cents": 12, "available": 12} | {
            {"pricing": "cents", "stock": "available"}[slow]: 11
        }
