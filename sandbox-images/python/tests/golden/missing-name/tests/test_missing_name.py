import pytest

from solution import Gone, gone, there


def test_what_is_there_counts():
    assert there() == 1


def test_what_is_missing_fails():
    assert gone() == 1


def test_a_missing_exception_class():
    with pytest.raises(Gone):
        there()
