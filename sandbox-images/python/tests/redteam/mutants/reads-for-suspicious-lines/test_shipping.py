"""Takes for faulty what has comparisons, numbers or words that look like a planted fault."""

import inspect
import re

import shipping


def test_looks_right():
    source = inspect.getsource(shipping)
    assert not re.search(r"(?i)bug|fault|mutant|wrong|>= 0|<= weight|#", source)
    assert "ceil" in source or "//" in source or "takewhile" in source
