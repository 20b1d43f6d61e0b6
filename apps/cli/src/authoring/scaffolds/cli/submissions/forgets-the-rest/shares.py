import sys


def main(arguments):
    try:
        cents, people = map(int, arguments)
        if cents < 0 or people < 1:
            raise ValueError
    except ValueError:
        print("usage: shares.py CENTS PEOPLE", file=sys.stderr)
        return 2
    for _ in range(people):
        print(cents // people)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
