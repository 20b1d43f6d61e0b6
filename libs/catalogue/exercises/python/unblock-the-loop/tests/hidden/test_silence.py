"""R8 to R10: services that do not answer, or too late. No quote waits for longer than it must, and nothing is left behind."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from articles import ERRORS, MOST, SERVICES, Articles, beside, of
from assay import draw
from fakes import IN_THREE_SECONDS, Hold, in_time, playing


def timed(ask, sku):
    begun = time.monotonic()
    return ask(sku).status_code, time.monotonic() - begun


@pytest.mark.requirement("R8")
@pytest.mark.requirement("R10")
@pytest.mark.parametrize("silent", SERVICES)
def test_a_service_that_does_not_answer(ask, silent):
    """Quotes end by themselves and hang up. There are more of them than connections, so some waited for a connection alone."""
    articles, hold = Articles(), Hold()
    articles.show(silent, hold, "hung")
    with playing(**articles.behaviours) as fakes, ThreadPoolExecutor(MOST + 2) as pool, hold:
        asked = [pool.submit(timed, ask, f"hung-{number}") for number in range(MOST + 2)]
        assert in_time(*asked, backstop=IN_THREE_SECONDS), "quotes wait for longer than three seconds"
        statuses, times = zip(*(one.result() for one in asked), strict=True)
        assert statuses == (504,) * (MOST + 2)
        assert min(times) > 2.5, "quotes are given up before their three seconds are over"
        given_up = of(silent, fakes).until(lambda fake: fake.busy == 0, IN_THREE_SECONDS)
        assert given_up, "calls go on without their quotes"
        assert articles.serves(ask, MOST + 2)
        assert all(fake.until(lambda fake: fake.open <= MOST) for fake in fakes), "connections were left open"


@pytest.mark.requirement("R9")
@pytest.mark.requirement("R10")
@pytest.mark.parametrize("failing", SERVICES)
def test_a_fault_of_one_service_does_not_wait_for_the_other(ask, failing):
    articles, hold = Articles(), Hold()
    articles.show(failing, ERRORS[failing], "bad")
    articles.show(beside(failing), hold, "bad")
    with playing(**articles.behaviours) as fakes, ThreadPoolExecutor(3) as pool, hold:
        asked = [pool.submit(ask, f"bad-{number}") for number in range(3)]
        assert in_time(*asked), "quotes that have failed wait for the other service"
        assert [one.result().status_code for one in asked] == [502] * 3
        given_up = of(beside(failing), fakes).until(lambda fake: fake.busy == 0, IN_THREE_SECONDS)
        assert given_up, "calls go on without their quotes"


@pytest.mark.requirement("R10")
@pytest.mark.parametrize("late", SERVICES)
def test_an_answer_that_comes_too_late_is_nobodys(ask, late):
    """The other service has failed, so the quotes may be over by the time that this one answers."""
    articles, hold = Articles(), Hold(draw.randrange(10**6, 10**7))
    articles.show(late, hold, "late")
    articles.show(beside(late), ERRORS[beside(late)], "late")
    with playing(**articles.behaviours) as fakes, ThreadPoolExecutor(3) as pool, hold:
        asked = [pool.submit(ask, f"late-{number}") for number in range(3)]
        in_time(*asked)
        hold.gate.set()
        assert [one.result().status_code for one in asked] == [502] * 3
        assert articles.serves(ask, MOST + 2)
        assert all(fake.until(lambda fake: fake.open <= MOST) for fake in fakes), "connections were left open"
