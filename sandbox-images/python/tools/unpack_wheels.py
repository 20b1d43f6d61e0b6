"""Unpack locked wheels without pip: `unpack_wheels.py <lock> <folder of wheels> <target>`.

Every wheel's SHA-256 must be in the lock, and every package of the lock among the wheels. Programs of a wheel go to `bin/` and may be
run; packages' own tests and sources in other languages are left out; everything is compiled once.
"""

import compileall
import hashlib
import os
import re
import shutil
import sys
import zipfile

# What building on a package or translating it takes, and nothing that runs does.
SOURCES = (".c", ".cc", ".cpp", ".h", ".hpp", ".po", ".pxd", ".pxi", ".pyx")


def unpack(wheel, target):
    with zipfile.ZipFile(wheel) as archive:
        for entry in archive.infolist():
            if entry.is_dir():
                continue
            path = _place(entry.filename)
            if path is None:
                continue
            place = os.path.join(target, path)
            os.makedirs(os.path.dirname(place), exist_ok=True)
            with archive.open(entry) as source, open(place, "wb") as file:
                shutil.copyfileobj(source, file)
            os.chmod(place, 0o755 if path.startswith("bin/") else 0o644)


def _place(name):
    """Where an entry goes, by the wheel format: `<dist>.data/scripts` to bin, purelib and platlib to the top, the rest nowhere."""
    parts = name.split("/")
    if ".." in parts or name.startswith("/"):
        raise SystemExit(f"{name} leads out of its wheel")
    if "tests" in parts[1:-1] or name.endswith(SOURCES):
        return None
    if not parts[0].endswith(".data"):
        return name
    kinds = {"scripts": "bin/", "purelib": "", "platlib": ""}
    return kinds[parts[1]] + "/".join(parts[2:]) if parts[1] in kinds else None


def _normal(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def main(lock, wheels, target):
    with open(lock) as file:
        text = file.read()
    allowed = set(re.findall(r"--hash=sha256:([0-9a-f]{64})", text))
    names = sorted(os.listdir(wheels))
    locked = {_normal(name) for name in re.findall(r"^([\w.-]+)==", text, re.MULTILINE)}
    missing = locked - {_normal(name.split("-")[0]) for name in names}
    if missing:
        raise SystemExit(f"no wheel of {', '.join(sorted(missing))} is there")
    for name in names:
        with open(os.path.join(wheels, name), "rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() not in allowed:
                raise SystemExit(f"{name} is not the file that the lock names")
        unpack(os.path.join(wheels, name), target)
    compileall.compile_dir(target, quiet=2)


if __name__ == "__main__":
    main(*sys.argv[1:4])
