"""Asks the pricing service."""

import json
import urllib.request

URL = "http://127.0.0.1:9101"


def cents_of(sku: str) -> int:
    with urllib.request.urlopen(f"{URL}/prices/{sku}") as answer:
        return json.load(answer)["cents"]
