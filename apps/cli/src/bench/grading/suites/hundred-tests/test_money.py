import pytest

from solution import cents, discounted, postage, shown


@pytest.mark.parametrize("amount", [0, 1, 9, 10, 99, 100, 101, 999, 1000, 1250, 9999, 10_000, 123_456, 1_000_000, 99_999_999])
def test_what_is_shown_is_read_back(amount):
    assert cents(shown(amount)) == amount


@pytest.mark.parametrize(
    "text, amount",
    [
        ("0", 0),
        ("1", 100),
        ("1.5", 150),
        (" 2.05 ", 205),
        ("007", 700),
        ("1e2", 10_000),
        ("0.01", 1),
        ("10.10", 1010),
        ("3.", 300),
        (".5", 50),
    ],
)
def test_amounts_as_people_write_them(text, amount):
    assert cents(text) == amount
    assert cents(f" {text}") == amount


@pytest.mark.parametrize("text", ["", "x", "1,50", "1.005", "-1", "1.2.3", "--1", "€5", "1 2", "ten"])
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(ValueError):
        cents(text)


@pytest.mark.parametrize(
    "grams, price",
    [(1, 290), (499, 290), (500, 290), (501, 400), (1000, 400), (1001, 510), (1500, 510), (2000, 620), (5000, 1280), (10_000, 2380)],
)
def test_postage_goes_by_weight(grams, price):
    assert postage(grams) == price
    assert postage(grams, express=True) == price + 600


@pytest.mark.parametrize("grams", [0, -1, -500, -10_000, -99_999])
def test_weightless_parcels_are_refused(grams):
    with pytest.raises(ValueError):
        postage(grams)


@pytest.mark.parametrize("percent", [0, 1, 5, 10, 15, 20, 25, 33, 50, 66, 75, 80, 90, 99, 100])
def test_discount_of_a_round_amount(percent):
    assert discounted(10_000, percent) == 100 * (100 - percent)
    assert discounted(0, percent) == 0
