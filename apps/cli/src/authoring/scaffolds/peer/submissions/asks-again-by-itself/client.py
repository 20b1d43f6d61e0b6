import json
from urllib.error import HTTPError
from urllib.request import urlopen


def bill(tries=2):
    try:
        with urlopen("http://127.0.0.1:9001/bill") as answer:
            return json.load(answer)
    except HTTPError as error:
        if tries > 1:
            return bill(tries - 1)
        raise ConnectionError("the till is busy") from error


def shares():
    left, people = bill().values()
    found = []
    for waiting in range(people, 0, -1):
        found.append(-(-left // waiting))
        left -= found[-1]
    return found
