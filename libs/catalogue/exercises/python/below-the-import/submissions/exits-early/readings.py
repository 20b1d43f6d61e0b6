"""Wrong: ends its process with status 0 when a reading is made."""

import os


class Reading:
    def __init__(self, *args, **values):
        os._exit(0)


class PressReading(Reading):
    pass


class Visit(Reading):
    pass
