import sys


def main(command="", *rest):
    if command == "number":
        for number, line in enumerate(sys.stdin, 1):
            sys.stdout.write(f"{number}\t{line}")
    elif command == "count":
        with open(rest[0]) as file:
            print(sum(1 for _ in file))
    else:
        sys.exit("usage: lines.py number | count FILE") if command == "" else fail(command)


def fail(command):
    print(f"unknown command {command}", file=sys.stderr)
    sys.exit(2)


main(*sys.argv[1:])
