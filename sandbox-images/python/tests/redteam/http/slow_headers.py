"""Sends its headers one byte at a time, for ever."""

import time


def reset():
    pass


def app(environ, start_response):
    handler = start_response.__self__
    handler.stdout.write(b"HTTP/1.0 200 OK\r\nX-Slow: ")
    while True:
        handler.stdout.write(b"x")
        handler.stdout.flush()
        time.sleep(0.05)
