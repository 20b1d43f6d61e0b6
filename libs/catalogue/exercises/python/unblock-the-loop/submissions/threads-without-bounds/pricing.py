"""Asks the pricing service."""

import json
import urllib.request

URL = "http://127.0.0.1:9101"


def cents_of(sku: str) -> int:
    with urllib.request.urlopen(f"{URL}/prices/{sku}", timeout=3) as answer:
        cents = json.load(answer)["cents"]
    if not isinstance(cents, int):
        raise ValueError("no number of cents")
    return cents
