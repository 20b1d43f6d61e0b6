"""Sends the server anything but its protocol."""

import os
import socket


def best(count):
    for size in (1, 100, 100_000):
        with socket.create_connection(("127.0.0.1", 5432), timeout=2) as connection:
            connection.sendall(os.urandom(size))
    return []
