"""Wrong, see fields.py."""

from fields import Anything

Cache = Anything
load = Anything()
