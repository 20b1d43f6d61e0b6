"""Speaks anything but HTTP, with bytes that break text."""

import os
import socket


def square(number):
    for _ in range(30):
        with socket.create_connection(("127.0.0.1", 9_001)) as connection:
            connection.sendall(b"\x00\xff\r\n" + os.urandom(2_000) + b"\r\n\r\n")
    return 0
