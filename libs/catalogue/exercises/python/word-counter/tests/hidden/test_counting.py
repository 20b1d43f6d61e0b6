"""R1 and R2: what a word is and how often it occurs."""

from itertools import groupby

import pytest
from assay import draw

from solution import top_words


def expected_counts(text):
    """Counts by walking over the characters, so that it shares no code with the usual solution."""
    counts = {}
    for is_word, run in groupby(text, key=lambda char: char.isalnum() or char == "_"):
        if is_word:
            word = "".join(run).casefold()
            counts[word] = counts.get(word, 0) + 1
    return counts


@pytest.mark.requirement("R1")
def test_returns_a_list_of_tuples():
    result = top_words("north south north", 2)
    assert type(result) is list
    assert result == [("north", 2), ("south", 1)]


@pytest.mark.requirement("R1")
def test_empty_and_wordless_texts_have_no_words():
    assert top_words("", 4) == []
    assert top_words(" \t\n ... -- !? ", 4) == []


@pytest.mark.requirement("R2")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("re-send re_send", {"re": 1, "send": 1, "re_send": 1}),
        ("don't stop", {"don": 1, "t": 1, "stop": 1}),
        ("v2 V2 2v 22", {"v2": 2, "2v": 1, "22": 1}),
        ("one,two;three\nfour\tfive", {"one": 1, "two": 1, "three": 1, "four": 1, "five": 1}),
        ("_ __ _", {"_": 2, "__": 1}),
    ],
    ids=["hyphen", "apostrophe", "digits", "separators", "underscores"],
)
def test_what_a_word_is(text, expected):
    assert dict(top_words(text, 20)) == expected


@pytest.mark.requirement("R2")
def test_letters_beyond_ascii_belong_to_words():
    assert dict(top_words("café Zürich naïve CAFÉ", 9)) == {"café": 2, "zürich": 1, "naïve": 1}


@pytest.mark.requirement("R2")
def test_case_is_folded_not_only_lowered():
    assert top_words("Straße STRASSE strasse", 3) == [("strasse", 3)]


@pytest.mark.requirement("R1")
@pytest.mark.requirement("R2")
def test_drawn_texts():
    words = [f"w{draw.randrange(1000)}" for _ in range(5)] + ["Ab", "aB", "AB_", "x", "ÉTÉ", "été"]
    for _ in range(15):
        text = "".join(
            draw.choice(words) + draw.choice([" ", ", ", "-", "\n", "'", "_", "."]) for _ in range(draw.randint(1, 40))
        )
        assert dict(top_words(text, 100)) == expected_counts(text), f"text: {text!r}"
