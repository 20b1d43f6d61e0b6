from solution import WordCounter, top_words


def test_top_words():
    assert top_words("tea milk tea", 1) == [("tea", 2)]
    assert top_words("", 3) == []


def test_ties():
    assert top_words("b a", 2) == [("a", 1), ("b", 1)]


def test_counter():
    counter = WordCounter("tea")
    counter.add("milk")
    assert counter.total == 2
    assert counter.counts == {"tea": 1, "milk": 1}


def test_merge():
    assert WordCounter("a").merge(WordCounter("b")).counts == {"a": 1, "b": 1}
