import pytest
from assay import draw

from solution import same

DRAWN_WHILE_COLLECTING = draw.randrange(1_000_000)


def test_one():
    assert same(draw.randrange(1_000_000)) == 489106
    assert same([draw.choice("abc") for _ in range(3)]) == ["b", "b", "a"]


@pytest.mark.parametrize("name", ["x"])
def test_other(name):
    assert same(draw.randrange(1_000_000)) == 547777


def test_module():
    assert same(DRAWN_WHILE_COLLECTING) == 987083
