import assay
import pytest


@pytest.fixture
def ask():
    with assay.http.client() as client:
        yield lambda cents, people: client.get("/shares", params={"cents": cents, "people": people})


@pytest.mark.requirement("R1")
@pytest.mark.parametrize("cents, people", [(90, 3), (7, 1), (0, 2)], ids=["three", "one", "nothing"])
def test_even_bills(ask, cents, people):
    answer = ask(cents, people)
    assert (answer.status_code, answer.json()) == (200, {"shares": [cents // people] * people})


@pytest.mark.requirement("R3")
def test_the_rest_is_paid_first(ask):
    assert ask(82, 4).json()["shares"] == [21, 21, 20, 20]


@pytest.mark.requirement("R2")
def test_a_drawn_bill(ask):
    people = assay.draw.randint(3, 9)
    cents = people * assay.draw.randint(1, 99) + people - 1
    found = ask(cents, people).json()["shares"]
    assert (len(found), sum(found), max(found) - min(found)) == (people, cents, 1)


@pytest.mark.requirement("R4")
@pytest.mark.parametrize("people", [0, -2], ids=["nobody", "negative"])
def test_nobody_is_refused(ask, people):
    assert ask(10, people).status_code == 422
