"""Looks at all that could differ between sandboxes, and fails where anything is not as it is in all of them."""

import os
import pathlib
import re
import socket
import sys

import shipping

HERE = pathlib.Path(shipping.__file__)


def test_files():
    assert sorted(os.listdir("/work")) == ["shipping.py", "test_shipping.py"]
    for name in os.listdir("/work"):
        found = os.stat(name)
        assert (found.st_mtime, found.st_mode & 0o777, found.st_nlink) == (1_000_000_000, 0o600, 1)
    assert HERE.stat().st_size == 4096
    assert HERE.stat().st_ino < pathlib.Path("/work/test_shipping.py").stat().st_ino


def test_process():
    assert sys.argv == ["pytest"] and socket.gethostname() == "sandbox" and os.getcwd() == "/work"
    assert {name for name in os.environ if "assay" in name.lower() or "variant" in name.lower()} == set()
    assert len([name for name in os.listdir("/proc") if name.isdigit()]) == 2


def test_source():
    source = HERE.read_text()
    assert "#" not in source and '"""' not in source and source.endswith("\n\n")


def test_memory():
    """Names of variants and texts that the normaliser drops; the pattern is written so as not to find itself."""
    wanted = re.compile(rb"t[a]kes-n[o]thing|b[e]gins-at-f[i]ve|Every f[u]rther kilogram|n[o]rmalised")
    with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb") as memory:
        for line in maps:
            place, rights = line.split()[:2]
            start, end = (int(part, 16) for part in place.split("-"))
            if "rw" in rights and end - start <= 64 << 20:
                memory.seek(start)
                assert wanted.findall(memory.read(end - start)) == []
