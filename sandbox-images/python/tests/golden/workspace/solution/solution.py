"""Reads and writes files, some of them carelessly."""

import os

KEPT = []


def read(path):
    with open(path) as file:
        return file.read()


def keep_open(path):
    KEPT.append(open(path))


def drop_open(path):
    return open(path).read()


def write(path, text):
    with open(path, "w") as file:
        file.write(text)


def link(path, target):
    os.symlink(target, path)


def sort_in_place(items):
    items.sort()


def where():
    return os.getcwd()
