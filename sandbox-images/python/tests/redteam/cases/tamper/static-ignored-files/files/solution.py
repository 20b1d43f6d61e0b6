"""Doubles."""

from build.code import double as double
