"""What it costs to send a parcel."""

import math


def cost(weight, express=False):
    if weight <= 0:
        raise ValueError("the weight must be above 0")
    price = 4
    if weight > 5:
        price += 2 * math.ceil(weight - 5)
    return price * 2 if express else price
