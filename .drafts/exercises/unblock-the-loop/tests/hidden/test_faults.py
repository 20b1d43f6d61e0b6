"""R7 to R10: services that fail in four ways. No quote hangs, none is wrong, and nothing is left behind."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from assay import draw
from fakes import WITHIN_FOUR, Hold, Reply, Reset, Text, in_time, playing

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
    """Both services, one of which shows a fault for articles whose name begins with `bad`."""

    def __init__(self, service, fault):
        self.articles = {}
        self.behaviours = {"pricing": self._normal(0), "stock": self._normal(1)}
        usual = self.behaviours[service]
        self.behaviours[service] = lambda sku: fault if sku.startswith("bad") else usual(sku)

    def _normal(self, place):
        return lambda sku: Reply(self.article(sku)[place])

    def article(self, sku):
        return self.articles.setdefault(sku, (draw.randrange(10**6), draw.randrange(10**4)))

    def is_right(self, answer, sku):
        cents, available = self.article(sku)
        return (answer.status_code, answer.json()) == (200, {"sku": sku, "cents": cents, "available": available})


@pytest.mark.requirement("R7")
@pytest.mark.requirement("R10")
@pytest.mark.parametrize(("service", "fault"), FAULTS.values(), ids=list(FAULTS))
def test_a_fault_is_told_and_passes(ask, service, fault):
    """More faults in a row than there are connections: none of those may be lost, and none that is broken used again."""
    switch = Switch(service, fault)
    with playing(**switch.behaviours) as fakes, ThreadPoolExecutor(2) as pool:
        assert switch.is_right(ask("good-1"), "good-1")
        assert [answer.status_code for answer in pool.map(ask, [f"bad-{number}" for number in range(MOST + 2)])] == [502] * (MOST + 2)
        for number in range(2, 5):
            assert switch.is_right(ask(f"good-{number}"), f"good-{number}")
        assert all(fake.until(lambda fake: fake.open <= MOST) for fake in fakes), "connections were left open"


@pytest.mark.requirement("R7")
def test_a_fault_is_that_of_one_quote_only(ask):
    switch = Switch("stock", Reset())
    skus = [f"{'bad' if number % 3 == 0 else 'good'}-{number}" for number in range(24)]
    with playing(**switch.behaviours), ThreadPoolExecutor(12) as pool:
        for sku, answer in zip(skus, pool.map(ask, skus), strict=True):
            assert answer.status_code == 502 if sku.startswith("bad") else switch.is_right(answer, sku)


@pytest.mark.requirement("R8")
@pytest.mark.requirement("R10")
@pytest.mark.parametrize("service", ["pricing", "stock"])
def test_a_service_that_does_not_answer(ask, service):
    """The quote ends by itself and hangs up. More of them than connections, so some waited for a connection alone."""
    hold = Hold()
    switch = Switch(service, hold)
    with playing(**switch.behaviours) as fakes, ThreadPoolExecutor(12) as pool, hold:
        fake = fakes[service == "stock"]
        asked = [pool.submit(ask, f"bad-{number}") for number in range(12)]
        ended = fake.until(lambda fake: fake.abandoned >= MOST, WITHIN_FOUR)
        assert ended, "calls wait for ever"
        assert in_time(*asked)
        assert [one.result().status_code for one in asked] == [504] * 12
        assert fake.until(lambda fake: fake.busy == 0)
        for number in range(MOST + 2):
            assert switch.is_right(ask(f"good-{number}"), f"good-{number}")
        assert fake.until(lambda fake: fake.open <= MOST), "connections were left open"


@pytest.mark.requirement("R9")
@pytest.mark.requirement("R10")
@pytest.mark.parametrize("service", ["pricing", "stock"])
def test_a_fault_of_one_service_does_not_wait_for_the_other(ask, service):
    """What the other would have answered must not turn up in a later quote."""
    hold = Hold(draw.randrange(10**6, 10**7))
    faults = {"pricing": Text(b"{}", 500), "stock": Text(b"ERROR 500\n")}
    switch = Switch(service, faults[service])
    other = {"pricing": "stock", "stock": "pricing"}[service]
    usual = switch.behaviours[other]
    behaviours = switch.behaviours | {other: lambda sku: usual(sku) if sku.startswith("good") else hold}
    with playing(**behaviours) as fakes, ThreadPoolExecutor(5) as pool, hold:
        waiting = fakes[other == "stock"]
        hung = pool.submit(ask, "hung")
        assert waiting.until(lambda fake: fake.asked == ["hung"])
        asked = [pool.submit(ask, f"bad-{number}") for number in range(4)]
        assert in_time(*asked) and not hung.done(), "quotes that failed at once waited as long as one that nobody answers"
        assert [one.result().status_code for one in asked] == [502] * 4
        assert in_time(hung, backstop=WITHIN_FOUR) and hung.result().status_code == 504
        for number in range(4):
            assert switch.is_right(ask(f"good-{number}"), f"good-{number}")
        assert waiting.until(lambda fake: fake.busy == 0, WITHIN_FOUR), "calls go on though their quotes have been answered"
        hold.gate.set()
        for number in range(4, 4 + MOST):
            assert switch.is_right(ask(f"good-{number}"), f"good-{number}")
        assert waiting.until(lambda fake: fake.open <= MOST), "connections were left open"
