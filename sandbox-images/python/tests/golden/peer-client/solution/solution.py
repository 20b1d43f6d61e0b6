import json
import socket
import time
import urllib.error
import urllib.request

BASE = "http://127.0.0.1:9001"


def complete(prompt, tries=3):
    request = urllib.request.Request(f"{BASE}/v1/complete", json.dumps({"prompt": prompt}).encode(), {"Content-Type": "application/json"})
    for left in reversed(range(tries)):
        try:
            with urllib.request.urlopen(request, timeout=2) as answer:
                return json.load(answer)["text"]
        except urllib.error.HTTPError as error:
            if error.code != 429 or not left:
                raise
            time.sleep(float(error.headers["Retry-After"]))


def stream():
    words = []
    with urllib.request.urlopen(f"{BASE}/v1/stream", timeout=2) as answer:
        for line in answer:
            if line.startswith(b"data: {"):
                words.append(json.loads(line[6:])["word"])
    return words


def shout(text):
    with socket.create_connection(("127.0.0.1", 9002), timeout=2) as connection:
        connection.sendall(text.encode())
        connection.shutdown(socket.SHUT_WR)
        answer = b""
        while part := connection.recv(65536):
            answer += part
    return answer.decode()
