"""The least of some numbers."""


def least(numbers):
    return min(numbers)
