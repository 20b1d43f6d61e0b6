"""Writes frames of a companion sandbox's streams and of the first process into the relay's channel while it answers."""

import os
import struct


def reset():
    pass


def app(environ, start_response):
    for channel in (0, 1, 11):
        os.write(3, struct.pack(">IBI", 2, channel, 0) + b"[]")
    start_response("200 OK", [])
    return [b"{}"]
