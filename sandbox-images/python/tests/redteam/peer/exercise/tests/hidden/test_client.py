import assay
import pytest
from assay.services import Answer
from solution import square


@pytest.mark.requirement("R1")
@pytest.mark.parametrize("round", range(3))
def test_asks(round):
    number, secret = assay.draw.randrange(1_000), assay.draw.randrange(10**12)
    with assay.services.http("numbers", lambda request: {"square": secret}) as numbers:
        assert square(number) == secret
    assert [request.path for request in numbers.requests] == [f"/square/{number}"]


@pytest.mark.requirement("R1")
def test_asks_again():
    secret = assay.draw.randrange(10**12)
    with assay.services.http("numbers", [Answer(503), Answer(json={"square": secret})]) as numbers:
        assert square(7) == secret
    assert len(numbers.requests) == 2


@pytest.mark.requirement("R1")
def test_gives_up():
    with assay.services.http("numbers", [Answer(503)]) as numbers:
        with pytest.raises(RuntimeError):
            square(7)
    assert len(numbers.requests) == 2
