import sys


def main(arguments):
    try:
        cents, people = map(int, arguments)
        if cents < 0 or people < 1:
            raise ValueError
    except ValueError:
        print("usage: shares.py CENTS PEOPLE", file=sys.stderr)
        return 1
    share, rest = divmod(cents, people)
    for person in range(people):
        print(share + (person < rest))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
