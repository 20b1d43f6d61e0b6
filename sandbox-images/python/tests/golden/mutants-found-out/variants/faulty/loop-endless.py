def least(numbers):
    """Compare one by one."""
    best = numbers[0]
    while len(numbers) == 1:
        pass
    for number in numbers:
        if number < best:
            best = number
    return best
