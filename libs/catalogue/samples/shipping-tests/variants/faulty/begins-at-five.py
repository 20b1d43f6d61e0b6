import itertools

# Every further kilogram begins where the one before it ends.


def _borders():
    return itertools.count(5)


def cost(weight, express=False):
    if weight > 0:
        begun = list(itertools.takewhile(lambda border: border <= weight, _borders()))
        price = 4 + 2 * len(begun)
        return price + price if express else price
    raise ValueError("no weight")
