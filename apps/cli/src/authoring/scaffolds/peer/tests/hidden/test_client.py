import assay
import pytest
from assay.services import Answer
from client import shares


def bill(cents, people):
    return Answer(json={"cents": cents, "people": people})


@pytest.mark.requirement("R1")
def test_asks_once_for_the_bill():
    with assay.services.http("till", [bill(90, 3)]) as till:
        assert shares() == [30, 30, 30]
    assert [(request.method, request.path) for request in till.requests] == [("GET", "/bill")]


@pytest.mark.requirement("R3")
def test_the_rest_is_paid_first():
    with assay.services.http("till", [bill(82, 4)]):
        assert shares() == [21, 21, 20, 20]


@pytest.mark.requirement("R2")
def test_a_drawn_bill():
    people = assay.draw.randint(3, 9)
    cents = people * assay.draw.randint(1, 99) + people - 1
    with assay.services.http("till", [bill(cents, people)]):
        found = list(shares())
    assert (len(found), sum(found), max(found) - min(found)) == (people, cents, 1)


@pytest.mark.requirement("R4")
def test_asks_a_busy_till_once_more():
    with assay.services.http("till", [Answer(503), bill(10, 2)]) as till:
        assert shares() == [5, 5]
    assert len(till.requests) == 2


@pytest.mark.requirement("R4")
def test_gives_up_on_a_till_that_stays_busy():
    with assay.services.http("till", [Answer(503)]) as till:
        with pytest.raises(ConnectionError):
            shares()
    assert len(till.requests) == 2
