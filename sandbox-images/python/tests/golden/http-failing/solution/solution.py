import os
import time


def app(environ, start_response):
    path = environ["PATH_INFO"]
    if path == "/hangs":
        time.sleep(30)
    if path == "/works":
        while True:
            pass
    if path == "/ends":
        print("going")
        os._exit(3)
    if path == "/trickles":
        return _trickle(start_response)
    start_response("200 OK", [("Content-Length", "2")])
    return [b"ok"]


def _trickle(start_response):
    start_response("200 OK", [("Content-Length", "1000")])
    for _ in range(1000):
        yield b"x"
        time.sleep(0.1)
