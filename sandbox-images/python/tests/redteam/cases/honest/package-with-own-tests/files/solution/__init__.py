"""Honest, as a package that loads its parts when they are asked for."""

from .names import tally as tally


def __getattr__(name):
    if name in ("Ledger", "later"):
        from . import ledger

        return getattr(ledger, name)
    raise AttributeError(name)
