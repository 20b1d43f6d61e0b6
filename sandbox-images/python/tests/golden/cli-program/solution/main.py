"""A small program: adds numbers, copies files, and says what it was given."""

import os
import sys

from helper import total

#: Tracebacks differ between versions of Python.
sys.tracebacklimit = 0


def main(command, *rest):
    if command == "add":
        print(total(sys.stdin))
    elif command == "copy":
        with open(rest[0], "rb") as source, open(rest[1], "wb") as target:
            target.write(source.read().upper())
    elif command == "show":
        print(sys.argv[0], *rest, os.getcwd(), os.environ.get("MODE"), sep="|")
        print("on standard error", file=sys.stderr)
    elif command == "bytes":
        sys.stdout.buffer.write(bytes(range(256)) * int(rest[0]))
    elif command == "descriptors":
        print(*sorted(os.listdir("/proc/self/fd"), key=int)[:-1])
    elif command == "spin":
        while True:
            pass
    elif command == "signal":
        os.kill(os.getpid(), int(rest[0]))
    elif command == "count":
        counter = "count.txt"
        seen = int(open(counter).read()) if os.path.exists(counter) else 0
        open(counter, "w").write(str(seen + 1))
        print(seen)
    else:
        print(f"unknown command {command}", file=sys.stderr)
        sys.exit(2)


main(*sys.argv[1:])
