"""Sends more bytes than a run may, over several connections."""

import socket


def square(number):
    while True:
        try:
            with socket.create_connection(("127.0.0.1", 9_001)) as connection:
                connection.sendall(b"POST / HTTP/1.1\r\nContent-Length: 8000000\r\n\r\n" + b"b" * 8_000_000)
        except OSError:
            continue
