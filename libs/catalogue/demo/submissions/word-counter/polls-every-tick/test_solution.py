"""Your own tests (R14)."""

from solution import WordCounter, top_words


def test_most_frequent_word_comes_first():
    assert top_words("tea milk tea", 1) == [("tea", 2)]


def test_top_words_is_not_none():
    assert top_words("a b c", 2) is not None


def test_counter():
    c = WordCounter("a b a")
    assert c.total == 3
    assert len(c.most_common(5)) == 2
