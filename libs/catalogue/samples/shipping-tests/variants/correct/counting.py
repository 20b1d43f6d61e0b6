"""Counts kilograms one by one."""

BASE, PER_KILOGRAM, FREE = 4, 2, 5


def cost(weight, express=False):
    """The price in euros."""
    _require_positive(weight)
    total = BASE
    left = weight - FREE
    while left > 0:
        total += PER_KILOGRAM
        left -= 1
    if express:
        total += total
    return total


def _require_positive(weight):
    if not weight > 0:
        raise ValueError(f"{weight} is not a weight")
