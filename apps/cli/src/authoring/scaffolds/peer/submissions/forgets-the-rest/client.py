import json
import urllib.error
import urllib.request

TILL = "http://127.0.0.1:9001"


def bill():
    for _ in range(2):
        try:
            with urllib.request.urlopen(f"{TILL}/bill") as answer:
                return json.load(answer)
        except urllib.error.HTTPError:
            continue
    raise ConnectionError("the till is busy")


def shares():
    found = bill()
    share, rest = divmod(found["cents"], found["people"])
    return [share] * found["people"]
