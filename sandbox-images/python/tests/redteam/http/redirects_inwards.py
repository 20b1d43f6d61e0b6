"""Sends the test's client on to whatever may listen beside the tests."""


def reset():
    pass


def app(environ, start_response):
    start_response("307 Temporary Redirect", [("Location", "http://127.0.0.1:8001/"), ("Content-Type", "application/json")])
    return [b"{}"]
