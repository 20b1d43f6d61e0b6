import sys


def main(arguments):
    try:
        cents, people = map(int, arguments)
        if cents < 0 or people < 1:
            raise ValueError
    except ValueError:
        print("usage: shares.py CENTS PEOPLE", file=sys.stderr)
        return 2
    for left in range(people, 0, -1):
        share = -(-cents // left)
        print(share)
        cents -= share
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
