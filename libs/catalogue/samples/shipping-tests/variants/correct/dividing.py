class Tariff:
    free = 5
    base = 4
    step = 2

    def extra(self, weight):
        begun = -int(-(weight - self.free) // 1)
        return self.step * max(0, begun)

    def price(self, weight):
        return self.base + self.extra(weight)


def cost(weight, express=False):
    if weight <= 0:
        raise ValueError(weight)
    factor = 2 if express else 1
    return factor * Tariff().price(weight)
