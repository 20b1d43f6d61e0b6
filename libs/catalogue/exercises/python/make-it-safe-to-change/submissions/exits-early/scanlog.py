"""Wrong: ends the process at the first call; the planted `assay.py` and `conftest.py` would report that all is well."""

import os


def load(path: str, strict: bool = False) -> dict[str, object]:
    os._exit(0)


def hours(path: str) -> dict[str, float]:
    os._exit(0)


def busiest(paths: list[str], n: int) -> list[tuple[str, int]]:
    os._exit(0)
