"""PID 1 of a sandbox for static checks: mypy and ruff read the submitted files as data. Nothing of them is executed.

The tools run with our configuration alone: the candidate's configuration files and lists of files to leave alone are not delivered,
nor is a stub that would be read in place of the module beside it. Comments that would silence a tool are made harmless before it
reads them, save a few that name the one error that they are about. So that what is searched here is what the tool reads, source
is UTF-8 or fails the check.
"""

import base64
import os
import re
import resource
import shutil
import subprocess
import sys
import time

from . import kernel
from . import mutating
from . import normalise
from . import wire
from .text import clipped

WORK = "/work"
#: `# mypy: …` configures the checker from inside a file.
_SWITCH = re.compile(r"(#[^\S\n]*mypy)([^\S\n]*:)")
_IGNORE = re.compile(r"(#[^\S\n]*type)([^\S\n]*:[^\S\n]*ignore)(\[[\w, -]+\])?")
#: So many ignore comments with an error code may a submission have; with more of them none counts. One without a code never does.
IGNORES_TAKEN = 5
_ENCODING = re.compile(r"coding(?=[:=])")
_CONFIGURATION = frozenset(
    "mypy.ini .mypy.ini setup.cfg pyproject.toml ruff.toml .ruff.toml tox.ini .gitignore .ignore .git".split()
)
#: What mypy found out of the libraries when the image was made, and where it writes: it changes even what it only reads.
KNOWN_TYPES, TYPES = "/opt/assay/types", "/tmp/types"
#: Most of a tool's output that is kept.
OUTPUT_CAP = 64 << 10


def _deliver(files):
    """Write what the tools are to read. The paths of source files that are no text."""
    paths = {path for path, _ in files}
    sources, broken = {}, []
    for path, data in files:
        if _CONFIGURATION & set(path.split("/")) or (path.endswith(".pyi") and path[:-1] in paths):
            continue
        content = base64.b64decode(data)
        if path.endswith((".py", ".pyi")):
            try:
                sources[path] = content.decode("utf-8").lstrip("\ufeff")
            except UnicodeDecodeError:
                broken.append(path)
        else:
            _write(path, content)
    coded = sum(found[3] is not None for text in sources.values() for found in _IGNORE.finditer(text))
    for path, text in sources.items():
        _write(path, _harmless(text, coded <= IGNORES_TAKEN).encode("utf-8"))
    return broken


def _harmless(text, keep_coded):
    text = _SWITCH.sub(r"\1-\2", text)
    text = _IGNORE.sub(lambda found: found[0] if keep_coded and found[3] else f"{found[1]}-{found[2]}", text)
    lines = text.split("\n", 2)
    return "\n".join([*(_ENCODING.sub("cod-ing", line) for line in lines[:2]), *lines[2:]])


def _write(path, content):
    place = os.path.join(WORK, path)
    os.makedirs(os.path.dirname(place), exist_ok=True)
    with open(place, "wb") as file:
        file.write(content)


def _command(check, site):
    if check["tool"] == "mypy":
        options = ["--config-file=", f"--cache-dir={_types()}", "--no-error-summary", "--hide-error-context", "--no-color-output"]
        # The tool's own folder stays off the path on which it looks for the candidate's imports.
        start = "import sys; sys.path.append(sys.argv.pop(1)); from mypy.__main__ import console_entry; console_entry()"
        command = [sys.executable, "-s", "-P", "-S", "-c", start, site, *options]
    else:
        options = ["--isolated", "--no-cache", "--ignore-noqa", "--no-respect-gitignore", "--config=exclude = []"]
        command = [f"{site}/bin/ruff", "check", *options, "--output-format=concise", "--quiet"]
    return [*command, *check["args"], "--", *check["paths"]]


def _types():
    """A fresh copy of what is known, so that no check finds what another left. Some images know nothing, which takes longer."""
    if not os.path.isdir(KNOWN_TYPES):
        return os.devnull
    shutil.rmtree(TYPES, ignore_errors=True)
    return shutil.copytree(KNOWN_TYPES, TYPES, copy_function=shutil.copyfile)


def _is_there(path):
    """A file, or a folder that has source in it: a tool that finds nothing to read finds nothing wrong."""
    place = os.path.join(WORK, path)
    if path.endswith((".py", ".pyi")):
        return os.path.isfile(place)
    return os.path.isfile(place) or any(name.endswith(".py") for _, _, names in os.walk(place) for name in names)


def _run(check, site, broken, ends_at):
    missing = [path for path in check["paths"] if not _is_there(path)]
    if broken:
        return "failed", f"{', '.join(broken)} is not UTF-8 text, in which alone source is checked."
    if missing:
        return "failed", f"There is no file {', '.join(missing)}."
    environment = {"PATH": "/usr/bin:/bin", "HOME": "/tmp", "LANG": "C.UTF-8", "RAYON_NUM_THREADS": "1"}
    tool = subprocess.Popen(
        _command(check, site),
        cwd=WORK,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        preexec_fn=_become_tool,
    )
    try:
        text = _read_all(tool.stdout.fileno(), ends_at).decode("utf-8", "replace").strip()
        status = tool.wait(max(0.1, ends_at - time.monotonic()))
    except (wire.Late, subprocess.TimeoutExpired):
        return "time-limit", "The check took longer than the wall time of its group."
    finally:
        tool.kill()
        tool.wait()
    if status == 0:
        return "passed", None
    if status in (1, 2) and text:
        return "failed", clipped(text)
    return "crashed", clipped(f"{check['tool']} ended with status {status}. {text}")


def _become_tool():
    """Should the sandbox run out of memory, the tool is to go and not the first process, which has to tell of it."""
    kernel.set_dumpable(True)
    kernel.expose_to_memory_pressure()


def _read_all(fd, ends_at):
    """The beginning of what a tool prints; the rest is read and forgotten, however much it is. Raises Late."""
    kept = bytearray()
    while True:
        wire.wait_readable(fd, ends_at)
        data = os.read(fd, 1 << 16)
        if not data:
            return bytes(kept)
        kept += data[: OUTPUT_CAP - len(kept)]


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
    if "mutate" in job:
        mutating.serve(job)
        return
    tell = wire.tell_host
    broken = _deliver(job["files"])
    if job["addressSpace"]:
        kernel.lower(resource.RLIMIT_AS, job["memoryMb"] << 20)
    ends_at = time.monotonic() + job["wallMs"] / 1000
    limits = []
    for check in job["checks"]:
        tell({"t": "begin", "id": check["id"]})
        begun = time.monotonic()
        outcome, message = _run(check, site, broken, ends_at)
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
