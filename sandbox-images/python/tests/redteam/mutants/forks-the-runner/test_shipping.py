"""A forked copy of the runner goes on as well, so that two results arrive; children are left behind."""

import os
import time


def test_fork():
    if os.fork() == 0:
        if os.fork() == 0:
            time.sleep(600)
        return
    os.wait()
