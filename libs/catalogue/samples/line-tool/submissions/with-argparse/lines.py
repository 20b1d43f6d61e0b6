import argparse
import pathlib
import sys

parser = argparse.ArgumentParser()
commands = parser.add_subparsers(dest="command", required=True)
commands.add_parser("number")
commands.add_parser("count").add_argument("file", type=pathlib.Path)
given = parser.parse_args()
if given.command == "number":
    for number, line in enumerate(sys.stdin.read().splitlines(), 1):
        print(number, line, sep="\t")
else:
    print(len(given.file.read_text().splitlines()))
