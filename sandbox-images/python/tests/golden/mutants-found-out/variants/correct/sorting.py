def least(numbers):
    ordered = sorted(numbers)
    return ordered[0]
