def shares(cents: int, people: int) -> list[int]:
    if people < 1:
        raise ValueError("somebody has to pay")
    found = []
    for left in range(people, 0, -1):
        share = -(-cents // left)
        found.append(share)
        cents -= share
    return found
