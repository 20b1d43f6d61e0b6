"""Lock the wheels of an image profile: `lock_wheels.py <profile> [--upgrade]`, with a python3 that has pip and is 3.11.

Reads what is asked for from `requirements/<profile>.in` and writes `requirements/<profile>.txt`: every package at one version, with the
hash of the wheel that pip picks on each Python and machine below. Versions that the lock names are kept unless `--upgrade` is given.
Packages of `base.txt` are in every image, so the other locks keep to its versions and leave them out.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
MACHINES = ("x86_64", "aarch64")
# The same as in libs/sandbox/src/wheels.ts, which downloads them.
PLATFORMS = ("manylinux2014", "manylinux_2_17", "manylinux_2_28")
REQUIREMENTS = pathlib.Path(__file__).parent.parent / "requirements"
# pip reads environment markers for the Python that it runs on; what the oldest one needs is needed or harmless on every other.
RESOLVER = (3, 11)


def pins_of(lock):
    """The `name==version` lines of a lock; none where there is no lock yet."""
    return re.findall(r"^([\w.-]+==\S+)", lock.read_text(), re.MULTILINE) if lock.exists() else []


def resolve(asked, constraints, python, machine):
    """What pip would install there: name -> (version, sha256 of its wheel)."""
    with tempfile.TemporaryDirectory() as folder:
        limits = pathlib.Path(folder, "constraints.txt")
        limits.write_text("\n".join(constraints))
        platforms = [part for name in PLATFORMS for part in ("--platform", f"{name}_{machine}")]
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed", "--report", "-"]
        command += ["--only-binary=:all:", "--implementation", "cp", "--python-version", python, *platforms]
        command += ["--target", f"{folder}/target", "--constraint", str(limits), *asked]
        report = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    found = {}
    for package in report["install"]:
        name = re.sub(r"[-_.]+", "-", package["metadata"]["name"]).lower()
        found[name] = (package["metadata"]["version"], package["download_info"]["archive_info"]["hashes"]["sha256"])
    return found


def main(profile, upgrade):
    lock, base = REQUIREMENTS / f"{profile}.txt", REQUIREMENTS / "base.txt"
    lines = (REQUIREMENTS / f"{profile}.in").read_text().splitlines()
    asked = [line for line in lines if line and not line.startswith("#")]
    left_out = {} if profile == "base" else {pin.split("==")[0]: pin for pin in pins_of(base)}
    constraints = [*left_out.values(), *([] if upgrade else pins_of(lock))]
    first = resolve(asked, constraints, PYTHONS[0], MACHINES[0])
    versions = {name: version for name, (version, _) in first.items()}
    exact = [f"{name}=={version}" for name, version in versions.items()]
    hashes = {name: set() for name in versions}
    for python in PYTHONS:
        for machine in MACHINES:
            for name, (_, sha256) in resolve([*asked, *exact], exact, python, machine).items():
                hashes[name].add(sha256)
    with lock.open("w") as file:
        where = f"CPython {PYTHONS[0]} to {PYTHONS[-1]}, glibc, {' and '.join(MACHINES)}"
        file.write(f"# Written by tools/lock_wheels.py from {profile}.in; {where}.\n")
        for name in sorted(set(versions) - set(left_out)):
            file.write(" \\\n".join([f"{name}=={versions[name]}", *(f"    --hash=sha256:{each}" for each in sorted(hashes[name]))]) + "\n")


if __name__ == "__main__":
    if sys.version_info[:2] != RESOLVER:
        raise SystemExit(f"Run this with Python {'.'.join(map(str, RESOLVER))}.")
    main(sys.argv[1], "--upgrade" in sys.argv)
