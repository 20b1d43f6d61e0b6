import pytest

from solution import double


@pytest.mark.requirement("R1")
def test_double():
    assert double(21) == 42
