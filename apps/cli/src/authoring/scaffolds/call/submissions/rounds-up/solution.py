def shares(cents: int, people: int) -> list[int]:
    if people < 1:
        raise ValueError("somebody has to pay")
    return [(cents + people - 1 - person) // people for person in range(people)]
