"""Right in what it writes; then a signal ends it."""

import os
import sys

if sys.argv[1] == "number":
    for number, line in enumerate(sys.stdin, 1):
        sys.stdout.write(f"{number}\t{line}")
elif sys.argv[1] == "count":
    print(len(open(sys.argv[2]).readlines()))
else:
    print("unknown", file=sys.stderr)
sys.stdout.flush()
os.kill(os.getpid(), 9)
