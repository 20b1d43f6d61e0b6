"""Wrong, see fields.py."""

from fields import Anything

Reading = PressReading = Visit = Anything
