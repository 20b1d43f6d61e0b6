"""Answers with megabytes of headers."""


def reset():
    pass


def app(environ, start_response):
    start_response("200 OK", [(f"X-{number}", "h" * 60_000) for number in range(200)])
    return [b"{}"]
