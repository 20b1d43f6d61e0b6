"""Opens as many connections to the service as it can and keeps them."""

import socket

kept = []


def square(number):
    try:
        while len(kept) < 5_000:
            kept.append(socket.create_connection(("127.0.0.1", 9_001), timeout=0.2))
    except OSError as error:
        print("stopped after", len(kept), type(error).__name__)
    return 0
