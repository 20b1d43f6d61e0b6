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

/**
 * What tests say of an answer, with the comparisons of the grader: as strict as its own, no stricter. Values of the candidate's arrays
 * are asked for, since only plain values are copied between the processes.
 */
export const feedbackModule = `"""What a test says of the work in front of it, and comparisons that tests use."""


class GradingComplete(Exception):
    """The test has said all that it has to say."""


def _plain(value):
    """A number of NumPy as one of Python, which can be compared and handed over; anything else as it is."""
    return value.item() if getattr(value, "ndim", None) == 0 else value


class Feedback:
    score = 0
    said = []

    @classmethod
    def begin(cls):
        cls.score, cls.said = 0, []

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
        return _plain(function(*map(_plain, args), **{name: _plain(value) for name, value in named.items()}))

    @classmethod
    def _judge(cls, name, problem, is_critical, report_success, report_failure):
        if problem is None and report_success:
            cls.add_feedback(f"{name} is right")
        if problem is not None and report_failure:
            cls.add_feedback(f"{name} {problem}")
        if problem is not None and is_critical:
            raise GradingComplete
        return problem is None

    @classmethod
    def check_scalar(cls, name, ref, data, accuracy_critical=False, rtol=1e-5, atol=1e-8, report_success=True, report_failure=True):
        """A number is right within either tolerance; each can be None."""
        ref, data, problem = _plain(ref), _plain(data), None
        if not isinstance(data, (int, float, complex)):
            problem = "is not a number"
        elif not (
            (rtol is not None and abs(ref - data) < abs(ref) * rtol) or (atol is not None and abs(ref - data) < atol)
        ):
            problem = "is inaccurate"
        return cls._judge(name, problem, accuracy_critical, report_success, report_failure)

    @classmethod
    def check_list(cls, name, ref, data, entry_type=None, accuracy_critical=False, report_failure=True):
        """Only its length and the types of its entries: what they are is for the test to compare."""
        problem = None
        if not isinstance(data, list):
            problem = "is not a list"
        elif len(ref) != len(data):
            problem = f"has {len(data)} entries instead of {len(ref)}"
        elif entry_type is not None and not all(isinstance(_plain(entry), entry_type) for entry in data):
            problem = "has an entry of another type"
        return cls._judge(name, problem, accuracy_critical, False, report_failure)

    @classmethod
    def check_tuple(cls, name, ref, data, accuracy_critical=False, report_failure=True, report_success=True):
        problem = None
        if not isinstance(data, tuple) or len(data) != len(ref):
            problem = f"is not a tuple of {len(ref)}"
        elif not all(cls._is_same(own, other) for own, other in zip(data, ref)):
            problem = "is inaccurate"
        return cls._judge(name, problem, accuracy_critical, report_success, report_failure)

    @classmethod
    def check_dict(cls, name, ref, data, *, only_keys=None, accuracy_critical=False, report_failure=True):
        keys, problem = ref.keys() if only_keys is None else only_keys, None
        if not isinstance(data, dict):
            problem = "is not a dict"
        elif (only_keys is None and ref.keys() != data.keys()) or not set(keys) <= data.keys():
            problem = "has other keys"
        elif not all(cls._is_same(data[key], ref[key]) for key in keys):
            problem = "has another value at a key"
        return cls._judge(name, problem, accuracy_critical, False, report_failure)

    @staticmethod
    def _is_same(own, other):
        own, other = _plain(own), _plain(other)
        return type(own) is type(other) and own == other

    @classmethod
    def check_numpy_array_sanity(cls, name, num_axes, data):
        shape, kind, _ = cls._array(data)
        if shape is None or len(shape) != num_axes or kind not in "fc":
            cls.finish(f"{name} is not an array of {num_axes} axes and floating point numbers")

    @classmethod
    def check_numpy_array_features(cls, name, ref, data, accuracy_critical=False, report_failure=True):
        shape, kind, _ = cls._array(data)
        problem = None
        if shape is None:
            problem = "is not an array"
        elif shape != ref.shape:
            problem = f"has the shape {shape} instead of {ref.shape}"
        elif kind != ref.dtype.kind:
            problem = "has entries of another type"
        return cls._judge(name, problem, accuracy_critical, False, report_failure)

    @classmethod
    def check_numpy_array_allclose(
        cls, name, ref, data, accuracy_critical=False, rtol=1e-5, atol=1e-8, report_success=True, report_failure=True
    ):
        import numpy

        if not cls.check_numpy_array_features(name, ref, data, accuracy_critical, report_failure):
            return False
        _, _, values = cls._array(data)
        problem = None if numpy.allclose(ref, values, rtol=rtol, atol=atol) else "is inaccurate"
        return cls._judge(name, problem, accuracy_critical, report_success, report_failure)

    @staticmethod
    def _array(data):
        """Shape, kind of entries and entries of the candidate's array; without a shape it is none."""
        try:
            return data.shape, data.dtype.kind, data.tolist()
        except AttributeError:
            return None, "", None
`;

/** What the stand-ins have. */
export const standIns: ReadonlySet<string> = new Set([
  ...['name', 'points', 'not_repeated'].map((name) => `pl_helpers.${name}`),
  ...['PLTestCase', 'PLTestCaseWithPlot'].map((name) => `pl_unit_test.${name}`),
  ...['Feedback', 'GradingComplete'].map((name) => `code_feedback.${name}`),
  ...[...feedbackModule.matchAll(/^ {4}def ([a-z]\w+)/gm)].map(([, name = '']) => `Feedback.${name}`),
]);

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
    kind = class_of_tests()
    kind.st, kind.ref = solution, ans
    Feedback.begin()
    kind.setUpClass()
    case = kind(name)
    case.setUp()
    try:
        getattr(case, name)()
    except GradingComplete:
        pass
    finally:
        case.tearDown()
        kind.tearDownClass()
    # Shares of a score that add up to all of it may miss it by a rounding.
    assert Feedback.score > 1 - 1e-9, "; ".join(Feedback.said) or f"the score is {Feedback.score}"
`;
}
