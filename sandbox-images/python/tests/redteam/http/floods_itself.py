"""Opens thousands of connections to its own server and to every other port while it should answer."""

import socket


def reset():
    pass


def app(environ, start_response):
    kept = []
    try:
        while len(kept) < 5_000:
            kept.append(socket.create_connection(("127.0.0.1", 8_000), timeout=0.2))
    except OSError as error:
        print("stopped after", len(kept), type(error).__name__)
    start_response("200 OK", [("Content-Type", "application/json")])
    return [b"{}"]
