"""A shop's basket: amounts of money in whole cents, discounts, postage."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation


def cents(text):
    """`"12.50"` as 1250."""
    try:
        amount = Decimal(text.strip()) * 100
    except InvalidOperation:
        raise ValueError(f"not an amount: {text!r}") from None
    if amount != amount.to_integral_value() or amount < 0:
        raise ValueError(f"not whole cents: {text!r}")
    return int(amount)


def shown(amount):
    """1250 as `"12.50"`."""
    return f"{amount // 100}.{amount % 100:02}"


def postage(grams, express=False):
    if grams <= 0:
        raise ValueError("a parcel weighs something")
    steps = -(-grams // 500)
    return 290 + 110 * (steps - 1) + (600 if express else 0)


def discounted(amount, percent):
    """Rounded half up, in the customer's favour only where it is exact."""
    return amount - (amount * percent + 50) // 100


@dataclass
class Line:
    name: str
    price: int
    count: int

    @property
    def total(self):
        return self.price * self.count


class Basket:
    def __init__(self):
        self._lines = {}

    def add(self, name, price, count=1):
        if count < 1:
            raise ValueError("at least one")
        line = self._lines.setdefault(name, Line(name, price, 0))
        if line.price != price:
            raise ValueError(f"{name} has another price already")
        line.count += count
        return self

    def remove(self, name):
        if name not in self._lines:
            raise KeyError(name)
        del self._lines[name]

    @property
    def total(self):
        return sum(line.total for line in self._lines.values())

    def names(self):
        return sorted(self._lines)

    def __len__(self):
        return sum(line.count for line in self._lines.values())
