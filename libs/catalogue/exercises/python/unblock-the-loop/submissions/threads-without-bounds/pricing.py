"""Asks the pricing service."""

import json
import urllib.error
import urllib.request

URL = "http://127.0.0.1:9101"


def cents_of(sku: str) -> int:
    try:
        with urllib.request.urlopen(f"{URL}/prices/{sku}", timeout=3) as answer:
            cents = json.load(answer)["cents"]
    except urllib.error.HTTPError as error:
        # It holds the connection.
        error.close()
        raise
    if not isinstance(cents, int):
        raise ValueError("no number of cents")
    return cents
