"""The honest answer: adds numbers and keeps items until it is reset."""

import json
from urllib.parse import parse_qs

items = []


def reset():
    items.clear()


def app(environ, start_response):
    method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
    if (method, path) == ("GET", "/sum"):
        query = parse_qs(environ["QUERY_STRING"])
        return answer(start_response, "200 OK", {"sum": int(query["a"][0]) + int(query["b"][0])})
    if (method, path) == ("POST", "/items"):
        items.append(json.loads(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))))
        return answer(start_response, "201 Created", {"count": len(items)})
    if (method, path) == ("GET", "/items"):
        return answer(start_response, "200 OK", items)
    return answer(start_response, "404 Not Found", {})


def answer(start_response, status, content):
    body = json.dumps(content).encode()
    start_response(status, [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]
