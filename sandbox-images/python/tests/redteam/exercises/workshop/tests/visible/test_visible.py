import pytest

from solution import Box, apply, caption, countdown, fetch_all, mean


@pytest.mark.requirement("R1")
def test_mean():
    assert mean([1, 2]) == 1.5


@pytest.mark.requirement("R2")
def test_box():
    box = Box(["a"])
    box.put("b")
    assert list(box) == ["a", "b"]


@pytest.mark.requirement("R3")
def test_countdown():
    assert list(countdown(2)) == [2, 1]


@pytest.mark.requirement("R4")
def test_apply():
    assert apply(lambda text: text + "!", ["a"]) == ["a!"]


@pytest.mark.requirement("R5")
async def test_fetch_all():
    async def fetch(key):
        return key * 2

    assert await fetch_all(fetch, ["a"]) == {"a": "aa"}


@pytest.mark.requirement("R6")
def test_caption():
    assert caption(["x"]) == "1: x"
