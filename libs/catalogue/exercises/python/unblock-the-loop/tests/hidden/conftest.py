import assay
import pytest


@pytest.fixture
def ask():
    """Asks for the quote of an article."""
    with assay.http.client() as client:
        yield lambda sku: client.get(f"/quotes/{sku}")
