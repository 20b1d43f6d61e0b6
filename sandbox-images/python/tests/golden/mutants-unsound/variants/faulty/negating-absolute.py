def least(numbers):
    return -max(-abs(number) for number in numbers)
