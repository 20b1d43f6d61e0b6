import pytest

import shipping


@pytest.fixture
def price():
    return shipping.cost
