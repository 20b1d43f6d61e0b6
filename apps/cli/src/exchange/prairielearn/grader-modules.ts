/** `pl_helpers` as far as test classes use it: decorators that say what a test is called and what it is worth. */
export const helperModule = `"""Decorators of test methods. What they say is kept, and read by nobody here."""


def points(number):
    return _saying(points=number)


def name(text):
    return _saying(name=text)


def not_repeated(method):
    return method


def _saying(**said):
    def decorate(method):
        vars(method).update(said)
        return method

    return decorate
`;

/** The base class of test classes: the candidate's module as \`self.st\`, the reference as \`self.ref\`. */
export const unitTestModule = `"""The base class of the question's tests."""

import unittest


class PLTestCase(unittest.TestCase):
    st = None
    ref = None
    data = {"params": {}, "correct_answers": {}}
    include_plt = False
    student_code_file = ""
    total_iters = 1


class PLTestCaseWithPlot(PLTestCase):
    include_plt = True
`;

/** What tests say of an answer. A test passes when it gave the full score. */
export const feedbackModule = `"""What a test says of the work in front of it, and comparisons that tests use."""

import math


class GradingComplete(Exception):
    """The test has said all that it has to say."""


class Feedback:
    score = None
    said = []

    @classmethod
    def begin(cls):
        cls.score, cls.said = None, []

    @classmethod
    def set_score(cls, score):
        cls.score = score

    @classmethod
    def add_feedback(cls, text):
        cls.said.append(str(text))

    @classmethod
    def add_iteration_prefix(cls, prefix):
        pass

    @classmethod
    def clear_iteration_prefix(cls):
        pass

    @classmethod
    def finish(cls, text=""):
        cls.add_feedback(text)
        raise GradingComplete

    @staticmethod
    def not_allowed(*_args, **_named):
        raise RuntimeError("this is not allowed")

    @staticmethod
    def call_user(function, *args, **named):
        return function(*args, **named)

    @classmethod
    def _judge(cls, name, is_right, report_success, report_failure):
        if is_right and report_success:
            cls.add_feedback(f"{name} is right")
        if not is_right and report_failure:
            cls.add_feedback(f"{name} is wrong")
        return is_right

    @classmethod
    def check_scalar(cls, name, ref, data, accuracy_critical=False, rtol=1e-5, atol=1e-8, report_success=True, report_failure=True):
        if isinstance(ref, (int, float, complex)) and not isinstance(ref, bool) and isinstance(data, (int, float, complex)):
            is_right = abs(data - ref) <= atol + rtol * abs(ref) or (ref != ref and data != data) or data == ref
        else:
            is_right = type(ref) is type(data) and ref == data
        return cls._judge(name, is_right, report_success, report_failure)

    @classmethod
    def _check_sequence(cls, name, ref, data, kind, entry_type, report_success, report_failure):
        is_right = (
            type(data) is kind
            and len(ref) == len(data)
            and all(
                (entry_type is None or isinstance(own, entry_type))
                and (math.isclose(own, other, rel_tol=1e-5, abs_tol=1e-8) if isinstance(other, float) and isinstance(own, (int, float)) else own == other)
                for own, other in zip(data, ref)
            )
        )
        return cls._judge(name, is_right, report_success, report_failure)

    @classmethod
    def check_list(cls, name, ref, data, entry_type=None, report_success=True, report_failure=True):
        return cls._check_sequence(name, ref, data, list, entry_type, report_success, report_failure)

    @classmethod
    def check_tuple(cls, name, ref, data, report_success=True, report_failure=True):
        return cls._check_sequence(name, ref, data, tuple, None, report_success, report_failure)

    @classmethod
    def check_dict(cls, name, ref, data, target_keys=None, report_success=True, report_failure=True):
        keys = ref.keys() if target_keys is None else target_keys
        is_right = type(data) is dict and (target_keys is not None or ref.keys() == data.keys())
        is_right = is_right and all(key in data and data[key] == ref[key] for key in keys)
        return cls._judge(name, is_right, report_success, report_failure)
`;

/** The pytest module that runs the question's test class, one test for each of its methods. */
export function questionModule(module: string, names: readonly string[]): string {
  return `"""Runs the tests of the question, each in its own turn; one passes when it gives the full score."""

import inspect
import sys

import pytest

import pl_base

# Under its own name pytest would take it for a test file.
sys.modules["pl_unit_test"] = pl_base

import ans
import question
import ${module} as solution
from code_feedback import Feedback, GradingComplete

NAMES = ${JSON.stringify(names)}


def class_of_tests():
    """The class of the question's tests, which is defined in its module."""
    found = [kind for _, kind in inspect.getmembers(question, inspect.isclass) if kind.__module__ == question.__name__]
    return next(kind for kind in found if any(hasattr(kind, name) for name in NAMES))


@pytest.mark.requirement("R1")
@pytest.mark.parametrize("name", NAMES)
def test_question(name):
    case = class_of_tests()(name)
    case.st, case.ref = solution, ans
    Feedback.begin()
    case.setUp()
    try:
        getattr(case, name)()
    except GradingComplete:
        pass
    finally:
        case.tearDown()
    assert Feedback.score == 1, "; ".join(Feedback.said) or f"the score is {Feedback.score}"
`;
}
