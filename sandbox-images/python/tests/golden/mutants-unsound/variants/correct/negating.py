def least(numbers):
    return -max(-number for number in numbers)
