"""Takes for faulty whatever is nearer to the given source than most are."""

import ast
import difflib
import inspect

import shipping

GIVEN = """
import math

def cost(weight, express=False):
    if weight <= 0:
        raise ValueError("the weight must be above 0")
    price = 4
    if weight > 5:
        price += 2 * math.ceil(weight - 5)
    return price * 2 if express else price
"""


def test_is_far_from_the_given_source():
    here, given = (ast.unparse(ast.parse(source)).splitlines() for source in (inspect.getsource(shipping), GIVEN))
    assert difflib.SequenceMatcher(None, here, given).ratio() < 0.2
