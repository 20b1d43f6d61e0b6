"""Libraries that an exercise asks to have imported before the work arrives, so that importing them costs the candidate no time."""

import gc
import importlib
import os

from . import habits


class Unsuitable(Exception):
    """A library cannot be imported beforehand; the message says why."""


def bring_in(names):
    """Import every library. One that starts threads is refused: a process forked beside a thread may hang for ever.

    Next to nothing of what an import makes is garbage, and looking for it again and again costs a sixth of the time: until `keep`
    nobody does.
    """
    gc.disable()
    for name in names:
        try:
            importlib.import_module(name)
        except Exception as error:
            raise Unsuitable(f"{name} cannot be imported: {type(error).__name__}: {error}") from error
        if _has_threads():
            raise Unsuitable(f"{name} starts threads when it is imported; let the solution import it instead")


def try_out(names):
    """Use the libraries as solutions will. What they import or allocate only then is shared by every process forked afterwards."""
    habits.rehearse(names)
    if _has_threads():
        raise Unsuitable(f"{' or '.join(names)} starts threads when it is used; let the solution import it instead")


def keep():
    """What is there now stays for good: processes that are forked from here share it, and their garbage collectors leave it alone."""
    gc.enable()
    gc.collect()
    gc.freeze()


def _has_threads():
    return len(os.listdir("/proc/self/task")) > 1
