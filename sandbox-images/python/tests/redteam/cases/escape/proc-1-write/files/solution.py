"""Opens memory, limits and folders of the first process, and settings of the kernel, for writing."""

import os

PATHS = (
    "/proc/1/mem /proc/1/oom_score_adj /proc/1/root/etc/x /proc/1/cwd/x /proc/sys/kernel/core_pattern /proc/sysrq-trigger"
    " /proc/sys/vm/drop_caches /sys/fs/cgroup/memory/memory.limit_in_bytes /sys/fs/cgroup/pids/pids.max /sys/fs/cgroup/memory.max"
    " /sys/fs/cgroup/pids.max /sys/kernel/uevent_helper"
).split()


def attack():
    for path in PATHS:
        try:
            os.close(os.open(path, os.O_WRONLY))
        except OSError as error:
            print("blocked", path, error)
        else:
            print("ESCAPED", path)


attack()


def top_words(text, n):
    attack()
    return []


class WordCounter:
    def __init__(self, text=""):
        self.total = 0

    def add(self, text):
        return None

    def merge(self, other):
        return WordCounter()

    def most_common(self, n):
        return []


async def atop_words(chunks, n):
    return []
