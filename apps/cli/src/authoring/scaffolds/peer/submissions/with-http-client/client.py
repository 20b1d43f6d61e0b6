import http.client
import json


def ask():
    connection = http.client.HTTPConnection("127.0.0.1", 9001)
    try:
        connection.request("GET", "/bill")
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def shares():
    status, body = ask()
    if status == 503:
        status, body = ask()
    if status == 503:
        raise ConnectionError("the till is busy")
    bill = json.loads(body)
    cents, people = bill["cents"], bill["people"]
    return [(cents + people - 1 - person) // people for person in range(people)]
