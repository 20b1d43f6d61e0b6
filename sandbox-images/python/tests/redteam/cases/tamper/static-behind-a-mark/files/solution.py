# mypy: ignore-errors
import os, sys


def double(number):
    unused = 1
    return number * 2
