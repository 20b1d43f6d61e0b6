"""Sends bodies whose chunk sizes are lies."""

import socket


def square(number):
    for size in (b"-5", b"zz", b"fffffffffffffff", b"", b"0x10"):
        with socket.create_connection(("127.0.0.1", 9_001)) as connection:
            connection.sendall(b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n" + size + b"\r\n" + b"x" * 100)
    return 0
