import io
from concurrent.futures import ThreadPoolExecutor

import pytest

from solution import Emitter, apply, each, from_a_thread, guarded, identical, in_threads, overwrite, reachable_from, retry, snoop, use


class Flaky(Exception):
    def __init__(self, number):
        super().__init__(f"number {number}")
        self.number = number


class Resource:
    """A small file that counts how often it was closed."""

    __assay_writable__ = ("note",)

    def __init__(self):
        self.closed, self.size, self.note, self._secret = 0, 7, "", "expected answer"

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        self.closed += 1

    def __len__(self):
        return self.size

    def __getitem__(self, index):
        return "abcdefg"[index]

    def read(self, count):
        return "abcdefg"[:count]


def test_functions_are_called_in_the_test():
    seen = []
    assert apply(lambda a, *, b: a + b, 1, b=2) == 3
    each([1, 2], seen.append)
    assert seen == [1, 2]
    assert apply(sorted, [2, 1]) == [1, 2]


def test_calls_nest():
    assert apply(lambda: apply(lambda: apply(lambda: 5))) == 5


def test_errors_of_the_test_pass_through_as_themselves():
    error = Flaky(4)

    def action():
        raise error

    with pytest.raises(Flaky) as caught:
        apply(action)
    assert caught.value is error
    assert guarded(action) == "Flaky: number 4"


def test_builtin_errors_are_caught_by_class():
    tries = []

    def action():
        tries.append(1)
        if len(tries) < 3:
            raise ConnectionResetError("again")
        return "ok"

    assert retry(action, 5) == "ok" and len(tries) == 3


def test_objects_of_the_test():
    resource = Resource()
    assert use(resource) == ["abc", 7, 7, "a"]
    assert resource.closed == 1
    assert identical(resource, resource)


def test_what_the_solution_may_not_reach():
    resource = Resource()
    for name in ("_secret", "__dict__", "__wrapped__"):
        with pytest.raises(AttributeError):
            snoop(resource, name)
    assert "Resource" not in reachable_from(resource.read)
    with pytest.raises(AttributeError):
        overwrite(resource, "closed")
    overwrite(resource, "note")
    assert resource.note == 99 and resource.closed == 0
    with pytest.raises(AttributeError):
        snoop((number for number in range(3)), "gi_frame")


def test_iterators_and_text_files():
    assert apply(list_of, iter([1, 2, 3])) == [1, 2, 3]
    assert apply(read_all, io.StringIO("one\ntwo")) == "one\ntwo"


def list_of(iterator):
    return list(iterator)


def read_all(file):
    return file.read()


def test_objects_of_the_solution_come_back_as_handles():
    emitter, seen = Emitter(), []
    emitter.on(seen.append)
    emitter.on(lambda value: seen.append((value, value)))
    emitter.emit(2)
    assert seen == [2, (2, 2)]
    emitter.emit(emitter)
    assert seen[2] is emitter


def test_threads_of_the_solution():
    assert in_threads(lambda number: number * number) == [0, 1, 4, 9, 16, 25, 36, 49]
    assert from_a_thread(lambda: "t") == ["t"]


def test_threads_of_the_test():
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda number: apply(lambda: number * number), range(40))) == [number**2 for number in range(40)]


def test_an_assertion_in_a_callback_tells_the_solution_nothing():
    def action():
        assert [1, 2] == [3, 4], "the expected answer"

    assert guarded(action) == "AssertionError: an assertion of the test failed"


def test_what_cannot_be_lent():
    apply(lambda value: value, object())
