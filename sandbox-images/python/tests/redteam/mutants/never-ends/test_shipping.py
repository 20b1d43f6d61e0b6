"""Takes up all the time there is, on everything."""


def test_spins():
    while True:
        pass
