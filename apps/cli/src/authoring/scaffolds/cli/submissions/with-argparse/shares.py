import argparse

parser = argparse.ArgumentParser()
parser.add_argument("cents", type=int)
parser.add_argument("people", type=int)
given = parser.parse_args()
if given.cents < 0:
    parser.error("a bill is not negative")
if given.people < 1:
    parser.error("somebody has to pay")
share, rest = divmod(given.cents, given.people)
print(*[share + 1] * rest, *[share] * (given.people - rest), sep="\n")
