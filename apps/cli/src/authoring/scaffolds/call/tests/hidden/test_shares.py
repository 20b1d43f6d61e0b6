import pytest
from assay import draw
from solution import shares


@pytest.mark.requirement("R1")
@pytest.mark.requirement("R2")
@pytest.mark.parametrize("cents, people", [(90, 3), (7, 1), (0, 2)], ids=["three", "one", "nothing"])
def test_even_bills(cents, people):
    assert shares(cents, people) == [cents // people] * people


@pytest.mark.requirement("R3")
@pytest.mark.parametrize("rest", [1, 2, 3], ids=["one", "two", "three"])
def test_the_rest_is_paid_first(rest):
    assert shares(80 + rest, 4) == [21] * rest + [20] * (4 - rest)


@pytest.mark.requirement("R2")
def test_drawn_bills():
    for _ in range(20):
        people = draw.randint(2, 9)
        cents = people * draw.randint(1, 99) + draw.randint(1, people - 1)
        found = list(shares(cents, people))
        assert (len(found), sum(found), max(found) - min(found)) == (people, cents, 1)


@pytest.mark.requirement("R4")
@pytest.mark.parametrize("people", [0, -2], ids=["nobody", "negative"])
def test_nobody_is_refused(people):
    with pytest.raises(ValueError):
        shares(10, people)
