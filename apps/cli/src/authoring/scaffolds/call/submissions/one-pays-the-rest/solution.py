def shares(cents: int, people: int) -> list[int]:
    if people < 1:
        raise ValueError("somebody has to pay")
    share, rest = divmod(cents, people)
    return [share + rest] + [share] * (people - 1)
