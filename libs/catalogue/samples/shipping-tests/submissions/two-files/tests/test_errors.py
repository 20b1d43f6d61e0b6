import unittest

import shipping


class Errors(unittest.TestCase):
    def test_not_above_zero(self):
        for weight in (0, -0.5):
            with self.assertRaises(ValueError):
                shipping.cost(weight)
