"""Sends a head and a body that are larger than anybody wants."""

import socket


def square(number):
    with socket.create_connection(("127.0.0.1", 9_001)) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\n" + b"X-Giant: " + b"h" * 1_000_000 + b"\r\n\r\n")
    with socket.create_connection(("127.0.0.1", 9_001)) as connection:
        connection.sendall(b"POST / HTTP/1.1\r\nContent-Length: 999999999999\r\n\r\n" + b"b" * 1_000_000)
    return 0
