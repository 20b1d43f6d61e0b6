"""Answers with a body that never ends."""


def reset():
    pass


def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "application/json")])
    while True:
        yield b"[" * 65_536
