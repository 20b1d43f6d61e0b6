"""The honest answer: asks the service for a square, and once more if it is busy."""

import json
import urllib.error
import urllib.request


def square(number):
    for _ in range(2):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:9001/square/{number}", timeout=1) as answer:
                return json.load(answer)["square"]
        except urllib.error.HTTPError as error:
            if error.code != 503:
                raise
    raise RuntimeError("the service is busy")
