def shares(cents, people):
    if people < 1:
        raise ValueError("somebody has to pay")
    share, rest = divmod(cents, people)
    return [share + 1] * rest + [share] * (people - rest)
