def total(lines):
    return sum(int(line) for line in lines)
