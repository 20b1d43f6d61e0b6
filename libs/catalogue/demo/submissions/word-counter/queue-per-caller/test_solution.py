import asyncio

import pytest

from solution import LiveCounter, WordCounter, top_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("don't", ["don", "t"]),
        ("snake_case a1", ["a1", "snake_case"]),
        ("Straße STRASSE", ["strasse"]),
        (" \n-!", []),
    ],
)
def test_what_a_word_is(text, words):
    assert [word for word, _ in top_words(text, 9)] == words


def test_ties_are_cut_in_alphabetical_order():
    assert top_words("b a c", 2) == [("a", 1), ("b", 1)]


@pytest.mark.parametrize("n", [0, 1, 5])
def test_never_more_than_n(n):
    assert len(top_words("a b c", n)) == min(n, 3)


def test_negative_n_is_refused():
    with pytest.raises(ValueError):
        top_words("a", -1)


def test_refused_text_leaves_the_counter_as_it_was():
    counter = WordCounter("a")
    with pytest.raises(TypeError):
        counter.add(b"b")
    assert counter == WordCounter("a")


def test_merged_counter_is_independent():
    left, right = WordCounter("a"), WordCounter("a b")
    merged = left.merge(right)
    left.add("a")
    assert (merged.total, right.total) == (3, 2)


def test_caller_who_gave_up_is_not_counted():
    async def scenario():
        live = LiveCounter()
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(live.reached("a", 1), timeout=0.02)
        return live.waiting

    assert asyncio.run(scenario()) == 0
