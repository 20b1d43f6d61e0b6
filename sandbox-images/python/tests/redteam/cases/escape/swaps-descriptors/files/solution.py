"""Puts other descriptors in the place of the link, of standard output and of each other."""

import os
import socket

TURN = []


def top_words(text, n):
    TURN.append(1)
    ours, theirs = socket.socketpair()
    if len(TURN) == 1:
        os.dup2(theirs.fileno(), 3)
    elif len(TURN) == 2:
        os.dup2(1, 3)
    elif len(TURN) == 3:
        os.closerange(0, 256)
    elif len(TURN) == 4:
        socket.socket(fileno=os.dup(3)).shutdown(socket.SHUT_RD)
    else:
        os.dup2(3, 1)
        print("not a frame", flush=True)
    return []


WordCounter = atop_words = top_words
