"""Tries to be the service itself, before and beside the real one."""

import socket

for host in ("127.0.0.1", "0.0.0.0", "127.0.0.2"):
    server = socket.socket()
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    try:
        server.bind((host, 9_001))
        server.listen()
        print("bound", host)
    except OSError as error:
        print("refused", host, error.strerror)


def square(number):
    return 0
