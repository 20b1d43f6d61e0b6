def shares(cents: int, people: int) -> list[int]:
    if people < 1:
        raise ValueError("somebody has to pay")
    return [cents // people] * people
