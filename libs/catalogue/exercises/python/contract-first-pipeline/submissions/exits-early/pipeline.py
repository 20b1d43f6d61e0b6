"""Wrong: ends the process at the first call; the planted `assay.py` and `conftest.py` would report that all is well."""

import os


def run(source: str, target: str) -> dict[str, object]:
    os._exit(0)
