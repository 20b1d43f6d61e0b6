import assay
from assay.services import Answer
from client import shares


def test_three_people():
    with assay.services.http("till", [Answer(json={"cents": 100, "people": 3})]):
        assert shares() == [34, 33, 33]
