"""A package of the same name comes first on the path: it runs against itself."""


def cost(weight, express=False):
    return 4
