"""Waits for an answer that cannot come, because it never asks."""

import socket


def square(number):
    with socket.create_connection(("127.0.0.1", 9_001)) as connection:
        return connection.recv(1)
