"""Wrong, see report.py."""

from report import Anything

month = run = profile = Anything()
