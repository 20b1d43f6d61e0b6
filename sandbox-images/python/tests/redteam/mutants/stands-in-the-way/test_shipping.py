"""Hands in a folder where the implementation is to be put."""

import shipping


def test_is_there():
    assert shipping.cost(1) == 4
