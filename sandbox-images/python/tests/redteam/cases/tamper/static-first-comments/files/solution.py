# type: ignore
# type: ignore
# type: ignore
# mypy: ignore-errors
# ruff: noqa
# ruff: disable
import os, sys


def double(number):
    unused = 1
    return number * 2
