def shares(cents: int, people: int) -> list[int]:
    if people < 1:
        raise ValueError("somebody has to pay")
    share, rest = divmod(cents, people)
    return [share] * (people - rest) + [share + 1] * rest
