"""Writes frames of streams into the relay's channel, to answer in the place of its server."""

import os
import struct

for ident in range(1, 40, 2):
    payload = struct.pack(">IB", ident, 1) + b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
    os.write(3, struct.pack(">IBI", len(payload), 3, 0) + payload)


def reset():
    pass


def app(environ, start_response):
    start_response("200 OK", [])
    return [b"{}"]
