def least(numbers):
    """Compare one by one."""
    best = numbers[0]
    for number in numbers:
        if number > best:
            best = number
    return best
