"""Entry of every sandbox: `start.py <role> <site> <life in seconds> [<uid>]`, role one of submission, grader, static, database.

Kept small: it is compiled anew each time. A sandbox that is given nothing to do ends after its life. A uid is given where whoever started this is root and has nothing left but the right
to become somebody else.
"""

import importlib
import os
import sys


def become(uid):
    """Another user, without groups and without a single capability, not even one that a program could inherit."""
    import ctypes
    import struct

    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)
    if ctypes.CDLL(None).capset(struct.pack("=Ii", 0x20080522, 0), bytes(24)) != 0:
        raise OSError("the capabilities could not be dropped")


if __name__ == "__main__":
    role, site, life = sys.argv[1:4]
    if len(sys.argv) > 4:
        become(int(sys.argv[4]))
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    entry = {"submission": "submission", "grader": "grader", "static": "static", "database": "database"}[role]
    importlib.import_module("assay_runner.wire").idle_seconds = float(life)
    importlib.import_module(f"assay_runner.{entry}").main(site)
