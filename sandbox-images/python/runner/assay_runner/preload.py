"""Libraries that an exercise asks to have imported before the work arrives, so that importing them costs the candidate no time."""

import gc
import importlib
import os


class Unsuitable(Exception):
    """A library cannot be imported beforehand; the message says why."""


def bring_in(names):
    """Import every library. One that starts threads is refused: a process forked beside a thread may hang for ever."""
    for name in names:
        try:
            importlib.import_module(name)
        except Exception as error:
            raise Unsuitable(f"{name} cannot be imported: {type(error).__name__}: {error}") from error
        if len(os.listdir("/proc/self/task")) > 1:
            raise Unsuitable(f"{name} starts threads when it is imported; let the solution import it instead")


def own_memory():
    """For a process forked beside preloaded libraries: touch what they left in memory, so that it is this process's own before time counts."""
    gc.unfreeze()
    touched = gc.get_objects()
    del touched
    gc.freeze()
