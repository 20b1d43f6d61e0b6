"""Your own tests (R14). This one is only here to show the form."""

from solution import top_words


def test_most_frequent_word_comes_first():
    assert top_words("tea milk tea", 1) == [("tea", 2)]
