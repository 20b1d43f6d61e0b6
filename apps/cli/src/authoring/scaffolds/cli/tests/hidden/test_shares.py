import assay
import pytest


def printed(cents, people):
    done = assay.program.run(str(cents), str(people))
    assert (done.exit_code, done.stderr) == (0, "")
    return [int(line) for line in done.stdout.splitlines()]


@pytest.mark.requirement("R1")
@pytest.mark.parametrize("cents, people", [(90, 3), (7, 1), (0, 2)], ids=["three", "one", "nothing"])
def test_even_bills(cents, people):
    assert printed(cents, people) == [cents // people] * people


@pytest.mark.requirement("R3")
def test_the_rest_is_paid_first():
    assert printed(82, 4) == [21, 21, 20, 20]


@pytest.mark.requirement("R2")
def test_a_drawn_bill():
    people = assay.draw.randint(3, 9)
    cents = people * assay.draw.randint(1, 99) + people - 1
    found = printed(cents, people)
    assert (len(found), sum(found), max(found) - min(found)) == (people, cents, 1)


@pytest.mark.requirement("R4")
@pytest.mark.parametrize("arguments", [["10"], ["10", "0"], ["-1", "2"], ["ten", "2"]], ids=["one", "nobody", "negative", "word"])
def test_wrong_use(arguments):
    done = assay.program.run(*arguments)
    assert (done.exit_code, done.stdout, done.stderr != "") == (2, "", True)
