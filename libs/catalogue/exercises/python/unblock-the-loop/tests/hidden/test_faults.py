"""R7 and R10: services that answer with an error, with what is no answer, or not at all. Nothing of it is left behind."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from articles import ERRORS, MOST, Articles, beside
from fakes import Hold, Reset, Text, playing

#: How long the other service takes: by then whoever does not wait for it has let go.
A_WHILE = 0.3

FAULTS = {
    "pricing-breaks": ("pricing", [Reset(), Text(b"SSH-2.0-OpenSSH\r\n")]),
    "pricing-has-errors": ("pricing", [ERRORS["pricing"], Text(b'{"cents": 1}', 404)]),
    "pricing-has-no-number": ("pricing", [Text(b"<html>", 200), Text(b'{"cents": "free"}', 200)]),
    "stock-breaks": ("stock", [Reset()]),
    "stock-has-errors": ("stock", [ERRORS["stock"]]),
    "stock-has-no-number": ("stock", [Text(b"\xff\xfe\x00many\n")]),
    "stock-is-cut-short": ("stock", [Text(b"12")]),
}


@pytest.mark.requirement("R7")
@pytest.mark.requirement("R10")
@pytest.mark.parametrize(("service", "faults"), FAULTS.values(), ids=list(FAULTS))
def test_a_fault_is_told_and_passes(ask, service, faults):
    """More faults in a row than there are connections: none of those may be lost, and none that is broken used again.

    The other service is still at work when the fault comes, so that it is never left to chance which of them is the first to be done.
    """
    articles = Articles()
    articles.show(beside(service), Hold(seconds=A_WHILE), "bad-")
    for number, fault in enumerate(faults):
        articles.show(service, fault, f"bad-{number}-")
    with playing(**articles.behaviours) as fakes, ThreadPoolExecutor(2) as pool:
        assert articles.serves(ask, 1)
        for number in range(len(faults)):
            answers = pool.map(ask, [f"bad-{number}-{count}" for count in range(MOST + 2)])
            assert [answer.status_code for answer in answers] == [502] * (MOST + 2)
            assert articles.serves(ask, 3)
        assert all(fake.until(lambda fake: fake.open <= MOST) for fake in fakes), "connections were left open"


@pytest.mark.requirement("R7")
def test_a_fault_is_that_of_one_quote_only(ask):
    articles = Articles()
    articles.show("stock", Reset(), "bad-reset")
    articles.show("stock", Text(b"12"), "bad-cut")
    skus = [f"{('bad-reset', 'good', 'good', 'bad-cut', 'good', 'good')[number % 6]}-{number}" for number in range(18)]
    with playing(**articles.behaviours), ThreadPoolExecutor(6) as pool:
        for sku, answer in zip(skus, pool.map(ask, skus), strict=True):
            assert answer.status_code == 502 if sku.startswith("bad") else articles.is_right(answer, sku)
