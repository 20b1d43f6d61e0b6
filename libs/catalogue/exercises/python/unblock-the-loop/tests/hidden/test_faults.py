"""R7 to R10: services that fail in four ways. No quote hangs, none is wrong, and nothing is left behind."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from assay import draw
from fakes import EVENTUALLY, Hold, Reply, Reset, Text, in_time, playing

MOST = 8
FAULTS = {
    "pricing-reset": ("pricing", Reset()),
    "pricing-500": ("pricing", Text(b'{"cents": 1}', 500)),
    "pricing-404": ("pricing", Text(b'{"cents": 1}', 404)),
    "pricing-no-http": ("pricing", Text(b"SSH-2.0-OpenSSH\r\n")),
    "pricing-no-json": ("pricing", Text(b"<html>", 200)),
    "pricing-no-price": ("pricing", Text(b'{"cents": "free"}', 200)),
    "stock-reset": ("stock", Reset()),
    "stock-error": ("stock", Text(b"ERROR 500\n")),
    "stock-garbage": ("stock", Text(b"\xff\xfe\x00many\n")),
    "stock-cut": ("stock", Text(b"12")),
}


class Switch:
    """Both services. Each has good numbers for any article, but for those whose names begin with a word that it shows a fault for."""

    def __init__(self):
        self.articles = {}
        self.faults = {"pricing": [], "stock": []}
        self.behaviours = {
            "pricing": lambda sku: self._behaviour("pricing", 0, sku),
            "stock": lambda sku: self._behaviour("stock", 1, sku),
        }

    def show(self, service, fault, *words):
        self.faults[service] += [(word, fault) for word in words]

    def _behaviour(self, service, place, sku):
        found = [fault for word, fault in self.faults[service] if sku.startswith(word)]
        return found[0] if found else Reply(self.numbers(sku)[place])

    def numbers(self, sku):
        return self.articles.setdefault(sku, (draw.randrange(10**6), draw.randrange(10**4)))

    def is_right(self, answer, sku):
        cents, available = self.numbers(sku)
        return (answer.status_code, answer.json()) == (200, {"sku": sku, "cents": cents, "available": available})

    def serves(self, ask, count):
        """Whether so many good quotes in a row are right."""
        skus = [f"good-{draw.randrange(10**9)}" for _ in range(count)]
        return all(self.is_right(ask(sku), sku) for sku in skus)


@pytest.mark.requirement("R7")
@pytest.mark.requirement("R10")
@pytest.mark.parametrize(("service", "fault"), FAULTS.values(), ids=list(FAULTS))
def test_a_fault_is_told_and_passes(ask, service, fault):
    """More faults in a row than there are connections: none of those may be lost, and none that is broken used again."""
    switch = Switch()
    switch.show(service, fault, "bad")
    with playing(**switch.behaviours) as fakes, ThreadPoolExecutor(2) as pool:
        assert switch.serves(ask, 1)
        answers = pool.map(ask, [f"bad-{number}" for number in range(MOST + 2)])
        assert [answer.status_code for answer in answers] == [502] * (MOST + 2)
        assert switch.serves(ask, 3)
        assert all(fake.until(lambda fake: fake.open <= MOST) for fake in fakes), "connections were left open"


@pytest.mark.requirement("R7")
def test_a_fault_is_that_of_one_quote_only(ask):
    switch = Switch()
    switch.show("stock", Reset(), "bad")
    skus = [f"{'bad' if number % 3 == 0 else 'good'}-{number}" for number in range(18)]
    with playing(**switch.behaviours), ThreadPoolExecutor(6) as pool:
        for sku, answer in zip(skus, pool.map(ask, skus), strict=True):
            assert answer.status_code == 502 if sku.startswith("bad") else switch.is_right(answer, sku)


@pytest.mark.requirement("R8")
@pytest.mark.requirement("R10")
def test_services_that_do_not_answer(ask):
    """Quotes end by themselves and hang up. There are more of them than connections, so some waited for a connection alone."""
    switch, hold = Switch(), Hold()
    switch.show("pricing", hold, "no-price")
    switch.show("stock", hold, "no-stock")
    skus = [f"no-{what}-{number}" for number in range(MOST + 2) for what in ("price", "stock")]
    with playing(**switch.behaviours) as fakes, ThreadPoolExecutor(len(skus)) as pool, hold:
        asked = [pool.submit(ask, sku) for sku in skus]
        assert all(fake.until(lambda fake: fake.abandoned >= MOST, EVENTUALLY) for fake in fakes), "calls wait for ever"
        assert in_time(*asked)
        assert [one.result().status_code for one in asked] == [504] * len(skus)
        assert all(fake.until(lambda fake: fake.busy == 0, EVENTUALLY) for fake in fakes), "calls go on without their quotes"
        assert switch.serves(ask, MOST + 2)
        assert all(fake.until(lambda fake: fake.open <= MOST) for fake in fakes), "connections were left open"


@pytest.mark.requirement("R9")
@pytest.mark.requirement("R10")
def test_a_fault_of_one_service_does_not_wait_for_the_other(ask):
    """What the other would have answered must not turn up in a later quote."""
    switch, hold = Switch(), Hold(draw.randrange(10**6, 10**7))
    switch.show("pricing", hold, "hung", "stock-fails")
    switch.show("stock", hold, "hung", "price-fails")
    switch.show("pricing", Text(b"{}", 500), "price-fails")
    switch.show("stock", Text(b"ERROR 500\n"), "stock-fails")
    with playing(**switch.behaviours) as fakes, ThreadPoolExecutor(7) as pool, hold:
        hung = pool.submit(ask, "hung")
        assert all(fake.until(lambda fake: fake.asked == ["hung"]) for fake in fakes)
        asked = [pool.submit(ask, f"{what}-fails-{number}") for number in range(3) for what in ("price", "stock")]
        assert in_time(*asked) and not hung.done(), "quotes that failed at once waited as long as one that nobody answers"
        assert [one.result().status_code for one in asked] == [502] * 6
        assert switch.serves(ask, 3)
        assert in_time(hung, backstop=EVENTUALLY) and hung.result().status_code == 504
        assert all(fake.until(lambda fake: fake.busy == 0, EVENTUALLY) for fake in fakes), "calls go on without their quotes"
        hold.gate.set()
        assert switch.serves(ask, MOST + 2)
        assert all(fake.until(lambda fake: fake.open <= MOST) for fake in fakes), "connections were left open"
