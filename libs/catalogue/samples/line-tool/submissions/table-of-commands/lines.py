import sys


def number():
    at = 1
    while line := sys.stdin.readline():
        print(at, line.rstrip("\n"), sep="\t")
        at += 1


def count(name):
    with open(name, encoding="utf-8") as file:
        print(len(file.readlines()))


COMMANDS = {"number": number, "count": count}

if __name__ == "__main__":
    _, command, *rest = sys.argv
    if command not in COMMANDS:
        print("There is no such command.", file=sys.stderr)
        raise SystemExit(2)
    COMMANDS[command](*rest)
