"""Your own tests (R14)."""

import pytest

from solution import WordCounter, top_words


def test_most_frequent_word_comes_first():
    assert top_words("tea milk tea", 1) == [("tea", 2)]


def test_negative():
    with pytest.raises(ValueError):
        top_words("a", -1)


def test_counter_total():
    counter = WordCounter("a b")
    counter.add("c")
    assert counter.total == 3
