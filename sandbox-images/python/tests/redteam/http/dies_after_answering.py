"""Answers and ends its process at once, so that nobody can say when it died."""

import os
import threading


def reset():
    pass


def app(environ, start_response):
    threading.Timer(0.001, os._exit, [0]).start()
    start_response("404 Not Found", [("Content-Type", "application/json")])
    return [b"{}"]
