"""Numbers."""


def twice(number: int) -> int:
    return number * 2
