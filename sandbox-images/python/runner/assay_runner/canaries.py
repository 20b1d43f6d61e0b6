"""Two tests that must fail, at places among the others that nobody can know: one by itself, one by what comes back from the candidate's process.

They are made without a file. A test file that is left out, or a hook of a conftest that passes everything, cannot spare them.
"""

import operator
import random
import types

import assay
import pytest

_random = random.SystemRandom()


class CanaryFile(pytest.Module):
    """Where the canaries would be defined."""

    def _getobj(self):
        return types.ModuleType("canaries")


def insert(session, names, there_and_back):
    """Put one test for each of both names between the files of tests: a file's own fixtures are set up once, as without them."""
    file = CanaryFile.from_parent(session, path=session.config.rootpath / f"{names[0]}_.py")
    for name, act in zip(names, (_fail, _compare(there_and_back))):
        places = [place for place in range(len(session.items) + 1) if _is_between_files(session.items, place)]
        session.items.insert(_random.choice(places), pytest.Function.from_parent(file, name=name, callobj=act))


def _is_between_files(items, place):
    return place in (0, len(items)) or items[place - 1].getparent(pytest.Module) is not items[place].getparent(pytest.Module)


def _fail():
    pytest.fail("a canary fails", pytrace=False)


def _compare(there_and_back):
    number = _random.randrange(1 << 40)

    def compare():
        if operator.attrgetter(there_and_back)(assay)([number]) != [number + 1]:
            _fail()

    return compare
