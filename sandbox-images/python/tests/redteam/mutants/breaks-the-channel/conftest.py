"""Writes what is no frame."""

import os

os.write(3, b"\xff" * 64)
