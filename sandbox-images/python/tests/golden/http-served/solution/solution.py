import json

notes = []


def reset():
    notes.clear()


def app(environ, start_response):
    method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
    if (method, path) == ("POST", "/notes"):
        size = int(environ.get("CONTENT_LENGTH") or 0)
        notes.append(json.loads(environ["wsgi.input"].read(size)))
        print("noted", len(notes))
        return _answer(start_response, "201 Created", {"id": len(notes)})
    if (method, path) == ("GET", "/notes"):
        return _answer(start_response, "200 OK", notes)
    if path == "/page":
        return _answer(start_response, "200 OK", "page")
    if path == "/large":
        return _answer(start_response, "200 OK", "x" * 3_000_000)
    return _answer(start_response, "404 Not Found", {"detail": "no such page"})


def _answer(start_response, status, content):
    body = json.dumps(content).encode()
    start_response(status, [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]
