"""Signals every process of its sandbox while it answers."""

import os
import signal


def reset():
    pass


def app(environ, start_response):
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGUSR1, signal.SIGKILL):
        os.kill(1, number)
    os.kill(-1, signal.SIGKILL)
    start_response("200 OK", [])
    return [b"{}"]
