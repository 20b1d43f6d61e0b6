"""Answers rightly to some client ports only, as if it could tell who asks."""

import json
from urllib.parse import parse_qs


def reset():
    pass


def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "application/json")])
    connection = environ["wsgi.input"].raw._sock if hasattr(environ["wsgi.input"], "raw") else None
    port = connection.getpeername()[1] if connection else 0
    query = parse_qs(environ["QUERY_STRING"])
    right = sum(int(query[name][0]) for name in ("a", "b") if name in query)
    return [json.dumps({"sum": right if port % 7 == 0 else 0}).encode()]
