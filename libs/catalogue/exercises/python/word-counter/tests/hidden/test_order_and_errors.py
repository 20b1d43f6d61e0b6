"""R3 to R5: the order of the result, its length, and what is refused."""


import pytest
from assay import draw

from solution import top_words


@pytest.mark.requirement("R3")
def test_most_frequent_first():
    assert top_words("c c c a b b", 3) == [("c", 3), ("b", 2), ("a", 1)]


@pytest.mark.requirement("R3")
def test_equal_counts_in_ascending_order():
    assert top_words("pear fig apple fig pear apple kiwi", 4) == [("apple", 2), ("fig", 2), ("pear", 2), ("kiwi", 1)]


@pytest.mark.requirement("R3")
def test_ties_are_ordered_before_the_list_is_cut():
    assert top_words("delta charlie bravo alpha", 2) == [("alpha", 1), ("bravo", 1)]


@pytest.mark.requirement("R3")
def test_words_compare_as_strings():
    assert [word for word, _ in top_words("b10 b9 _a a é z", 6)] == ["_a", "a", "b10", "b9", "z", "é"]


@pytest.mark.requirement("R4")
def test_n_larger_than_the_number_of_words():
    assert top_words("one two two", 50) == [("two", 2), ("one", 1)]


@pytest.mark.requirement("R4")
def test_n_zero():
    assert top_words("one two two", 0) == []
    assert top_words("one", 1) == [("one", 1)]


@pytest.mark.requirement("R5")
@pytest.mark.parametrize("n", [-1, -20])
def test_negative_n_is_refused(n):
    with pytest.raises(ValueError):
        top_words("one two", n)


@pytest.mark.requirement("R5")
@pytest.mark.parametrize("text", [None, 7, b"one two", ["one", "two"]], ids=["none", "int", "bytes", "list"])
def test_what_is_not_text_is_refused(text):
    with pytest.raises(TypeError):
        top_words(text, 1)


@pytest.mark.requirement("R3")
@pytest.mark.requirement("R4")
def test_drawn_orders():
    for _ in range(15):
        counts = {f"{draw.choice('abcxyz')}{draw.randrange(60)}": draw.randint(1, 4) for _ in range(draw.randint(1, 12))}
        words = [word for word, count in counts.items() for _ in range(count)]
        draw.shuffle(words)
        n = draw.randint(0, 14)
        expected = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:n]
        assert top_words(" ".join(words), n) == expected, f"words: {words!r}, n: {n}"
