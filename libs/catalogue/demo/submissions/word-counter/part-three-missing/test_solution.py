import pytest

from solution import WordCounter, top_words


@pytest.mark.parametrize(
    ("text", "n", "expected"),
    [
        ("", 1, []),
        ("b a b", 2, [("b", 2), ("a", 1)]),
        ("b a", 1, [("a", 1)]),
        ("a", 0, []),
        ("ß SS", 1, [("ss", 2)]),
        ("a-b a_b", 3, [("a", 1), ("a_b", 1), ("b", 1)]),
    ],
)
def test_top_words(text, n, expected):
    assert top_words(text, n) == expected


def test_negative_n():
    with pytest.raises(ValueError):
        top_words("", -1)


@pytest.mark.parametrize("text", [None, b"a", ["a"]])
def test_not_a_string(text):
    counter = WordCounter("kept")
    with pytest.raises(TypeError):
        counter.add(text)
    assert counter == WordCounter("kept")


def test_merge_keeps_operands():
    a, b = WordCounter("x y"), WordCounter("y")
    ab = a.merge(b)
    ab.add("z")
    assert (a, b, ab) == (WordCounter("y x"), WordCounter("y"), WordCounter("x y y z"))
