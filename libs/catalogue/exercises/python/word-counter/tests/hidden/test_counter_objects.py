"""R6 to R9: the class."""


import pytest
from assay import draw

from solution import LiveCounter, WordCounter


@pytest.mark.requirement("R6")
@pytest.mark.requirement("R7")
def test_new_counter_is_empty():
    counter = WordCounter()
    assert counter.total == 0
    assert counter.most_common(3) == []


@pytest.mark.requirement("R6")
@pytest.mark.requirement("R7")
def test_counts_over_several_texts():
    counter = WordCounter("Order late")
    assert counter.add("order, ORDER again") is None
    assert counter.total == 5
    assert counter.most_common(2) == [("order", 3), ("again", 1)]


@pytest.mark.requirement("R6")
def test_texts_do_not_run_into_each_other():
    counter = WordCounter("lap")
    counter.add("top")
    assert counter.most_common(5) == [("lap", 1), ("top", 1)]


@pytest.mark.requirement("R6")
def test_counters_share_nothing():
    first, second = WordCounter("one"), WordCounter()
    first.add("two")
    assert second.total == 0
    second.add("three")
    assert (first.total, second.total) == (2, 1)
    assert first.most_common(5) == [("one", 1), ("two", 1)]


@pytest.mark.requirement("R6")
def test_refuses_what_is_not_text():
    with pytest.raises(TypeError):
        WordCounter(12)
    counter = WordCounter("kept")
    with pytest.raises(TypeError):
        counter.add(None)
    with pytest.raises(TypeError):
        counter.add(["lost"])
    assert counter.most_common(5) == [("kept", 1)]


@pytest.mark.requirement("R7")
def test_most_common_follows_the_rules_of_top_words():
    counter = WordCounter("b a b a c")
    assert counter.most_common(2) == [("a", 2), ("b", 2)]
    assert counter.most_common(0) == []
    with pytest.raises(ValueError):
        counter.most_common(-1)
    assert counter.total == 5


@pytest.mark.requirement("R8")
def test_merge_adds_counts():
    both = WordCounter("m n n").merge(WordCounter("n o"))
    assert both.total == 5
    assert both.most_common(3) == [("n", 3), ("m", 1), ("o", 1)]


@pytest.mark.requirement("R8")
def test_merge_changes_neither_side():
    left, right = WordCounter("m n"), WordCounter("n")
    left.merge(right)
    assert left.most_common(5) == [("m", 1), ("n", 1)]
    assert right.most_common(5) == [("n", 1)]


@pytest.mark.requirement("R8")
def test_merged_counters_stay_independent():
    left, right = WordCounter("m"), WordCounter()
    both = left.merge(right)
    both.add("p")
    left.add("q q")
    right.add("r")
    assert (left.total, right.total, both.total) == (3, 1, 2)
    assert both.most_common(5) == [("m", 1), ("p", 1)]


@pytest.mark.requirement("R9")
def test_equal_counts_make_equal_counters():
    left, right = WordCounter("k l k"), WordCounter("K")
    right.add("l")
    assert not left == right
    right.add("k")
    assert left == right
    assert not left != right


@pytest.mark.requirement("R9")
def test_different_counts_make_different_counters():
    assert WordCounter("k l") != WordCounter("k m")
    assert WordCounter("k k l") != WordCounter("k l l")
    assert not WordCounter("k") == WordCounter()
    assert WordCounter("a b").total == 2


@pytest.mark.requirement("R9")
def test_counter_equals_no_other_object():
    counter = WordCounter("k")
    assert counter != LiveCounter()
    assert not counter == LiveCounter()
    assert counter.total == 1


@pytest.mark.requirement("R6")
@pytest.mark.requirement("R8")
@pytest.mark.requirement("R9")
def test_drawn_texts_in_any_split():
    for _ in range(10):
        words = [f"{draw.choice('stuv')}{draw.randrange(4)}" for _ in range(draw.randint(2, 25))]
        cut = draw.randint(0, len(words))
        whole = WordCounter(" ".join(words))
        merged = WordCounter(" ".join(words[:cut])).merge(WordCounter(" ".join(words[cut:])))
        counts = {word: words.count(word) for word in words}
        assert dict(merged.most_common(100)) == counts, f"words: {words!r}, cut: {cut}"
        assert merged == whole, f"words: {words!r}, cut: {cut}"
        assert merged.total == len(words)
