"""Opens every connection that it can and keeps them all, some without ever saying who it is."""

import socket

import psycopg

kept = []


def best(count):
    try:
        while True:
            kept.append(psycopg.connect("postgresql://candidate:candidate@127.0.0.1:5432/work", connect_timeout=2))
    except psycopg.Error as error:
        print("stopped after", len(kept), error)
    for _ in range(60):
        kept.append(socket.create_connection(("127.0.0.1", 5432), timeout=2))
    return []
