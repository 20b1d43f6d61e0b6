"""Asks over and over and never takes an answer."""

import socket


def square(number):
    connection = socket.create_connection(("127.0.0.1", 9_001))
    connection.setblocking(False)
    request = b"GET /square/%d HTTP/1.1\r\nHost: numbers\r\n\r\n" % number
    for _ in range(100_000):
        try:
            connection.send(request)
        except BlockingIOError:
            break
    return 0
