def shares(cents: int, people: int) -> list[int]:
    raise NotImplementedError
