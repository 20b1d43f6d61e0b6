"""Its reset hook never comes back, and its app is an object that equals everything."""

import time


class App:
    def __call__(self, environ, start_response):
        start_response("200 OK", [("Content-Type", "application/json")])
        return [b"{}"]

    def __eq__(self, other):
        return True


app = App()


def reset():
    time.sleep(600)
