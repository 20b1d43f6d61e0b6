"""PID 1 of a sandbox for static checks: mypy and ruff read the submitted files as data. Nothing of them is executed.

The tools run with our configuration alone: the candidate's configuration files are not delivered, and comments that would switch
a tool off for a whole file are made harmless before the tool reads them.
"""

import base64
import os
import re
import resource
import subprocess
import sys
import time

from . import kernel
from . import normalise
from . import wire

WORK = "/work"
TEXT_CAP = 4_000
#: `# mypy: …` and a first-line `# type: ignore` configure the checker from inside a file.
_SWITCH = re.compile(rb"^([ \t]*#[ \t]*)(mypy[ \t]*:)", re.MULTILINE)
_IGNORE_FILE = re.compile(rb"\A((?:[ \t]*(?:#[^\n]*)?\n)*?[ \t]*#[ \t]*)type:[ \t]*ignore")
_CONFIGURATION = frozenset(("mypy.ini", ".mypy.ini", "setup.cfg", "pyproject.toml", "ruff.toml", ".ruff.toml", "tox.ini"))


def _deliver(files):
    for path, data in files:
        if path.rpartition("/")[2] in _CONFIGURATION:
            continue
        place = os.path.join(WORK, path)
        os.makedirs(os.path.dirname(place), exist_ok=True)
        content = base64.b64decode(data)
        if path.endswith((".py", ".pyi")):
            content = _IGNORE_FILE.sub(rb"\1type- ignore", _SWITCH.sub(rb"\1mypy -", content))
        with open(place, "wb") as file:
            file.write(content)


def _command(check, site):
    if check["tool"] == "mypy":
        options = ["--config-file=", "--cache-dir=/tmp/mypy", "--no-error-summary", "--hide-error-context", "--no-color-output"]
        # The tool's own folder stays off the path on which it looks for the candidate's imports.
        start = "import sys; sys.path.append(sys.argv.pop(1)); from mypy.__main__ import console_entry; console_entry()"
        command = [sys.executable, "-s", "-P", "-S", "-c", start, site, *options]
    else:
        command = [f"{site}/bin/ruff", "check", "--isolated", "--no-cache", "--ignore-noqa", "--output-format=concise", "--quiet"]
    return [*command, *check["args"], "--", *check["paths"]]


def _run(check, site, seconds):
    missing = [path for path in check["paths"] if not os.path.exists(os.path.join(WORK, path))]
    if missing:
        return "failed", f"There is no file {', '.join(missing)}."
    environment = {"PATH": "/usr/bin:/bin", "HOME": "/tmp", "LANG": "C.UTF-8", "RAYON_NUM_THREADS": "1"}
    try:
        done = subprocess.run(
            _command(check, site),
            cwd=WORK,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=max(0.1, seconds),
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "time-limit", "The check took longer than the wall time of its group."
    text = done.stdout.decode("utf-8", "replace").strip()[:TEXT_CAP]
    if done.returncode == 0:
        return "passed", None
    if done.returncode in (1, 2) and text:
        return "failed", text
    return "crashed", f"{check['tool']} ended with status {done.returncode}. {text}"[:TEXT_CAP]


def main(site):
    kernel.harden_first_process()
    wire.take_link()
    wire.tell_host({"t": "ready"})
    try:
        job = wire.hear_host("job")
    except wire.Closed:
        return
    if "variants" in job:
        normalise.serve(job)
        return
    tell = wire.tell_host
    _deliver(job["files"])
    if job["addressSpace"]:
        kernel.lower(resource.RLIMIT_AS, job["memoryMb"] << 20)
    tell({"t": "started"})
    ends_at = time.monotonic() + job["wallMs"] / 1000
    limits = []
    for check in job["checks"]:
        tell({"t": "begin", "id": check["id"]})
        begun = time.monotonic()
        outcome, message = _run(check, site, ends_at - begun)
        if outcome == "time-limit" and "wall" not in limits:
            limits.append("wall")
        tell(
            {
                "t": "end",
                "id": check["id"],
                "outcome": outcome,
                "requirements": check["requirements"],
                "message": message,
                "expected": None,
                "actual": None,
                "stdout": None,
                "durationMs": round((time.monotonic() - begun) * 1000, 3),
            }
        )
    cpu_ms = kernel.Usage().cpu_ms()
    peak = kernel.peak_memory_mb()
    tell({"t": "usage", "cpuMs": round(cpu_ms), "peakMemoryMb": None if peak is None else round(peak, 1)})
    tell({"t": "finish", "status": 0, "limits": limits, "violations": []})
