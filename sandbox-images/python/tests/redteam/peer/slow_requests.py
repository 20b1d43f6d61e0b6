"""Holds every connection that it gets with a request that is never complete."""

import socket

kept = []


def square(number):
    for _ in range(60):
        connection = socket.create_connection(("127.0.0.1", 9_001), timeout=0.2)
        connection.sendall(b"GET /square/1 HTTP/1.1\r\nHost: numbers\r\nX-Slow: ")
        kept.append(connection)
    return 0
