from solution import WordCounter, top_words


def test_most_frequent_word_comes_first():
    assert top_words("tea milk tea", 1) == [("tea", 2)]


def test_ties():
    assert top_words("b a", 2) == [("a", 1), ("b", 1)]


def test_is_a_counter():
    assert isinstance(WordCounter("a"), dict)


def test_merge():
    assert WordCounter("a").merge(WordCounter("a b")) == {"a": 2, "b": 1}
