"""Compiles test files as pytest would on its first run, in a sandbox that never meets a solution, so that no grading has to.

pytest gives asserts their explanations by rewriting the test files' syntax trees, which takes most of the time of a short run. It
looks for the outcome in `__pycache__`, valid for the source's time and size; both are the same in every sandbox.
"""

import base64
import os
import pathlib
import py_compile

from _pytest.assertion import rewrite


def compiled(config, folder, paths):
    """`[path, base64]` of what belongs beside the sources. A file that cannot be compiled is left out: its own run will say why."""
    found = []
    for path in paths:
        source = pathlib.Path(folder, path)
        try:
            target = _rewritten(config, source) if _is_rewritten(source) else _plain(source)
            found.append([os.path.relpath(target, folder), base64.b64encode(target.read_bytes()).decode("ascii")])
        except (SyntaxError, ValueError, py_compile.PyCompileError):
            continue
    return found


def _is_rewritten(source):
    return source.name == "conftest.py" or source.name.startswith("test_") or source.name.endswith("_test.py")


def _rewritten(config, source):
    stat, code = rewrite._rewrite_test(source, config)
    target = rewrite.get_cache_dir(source) / (source.stem + rewrite.PYC_TAIL)
    target.parent.mkdir(exist_ok=True)
    with open(target, "wb") as file:
        rewrite._write_pyc_fp(file, stat, code)
    return target


def _plain(source):
    return pathlib.Path(py_compile.compile(str(source), doraise=True, invalidation_mode=py_compile.PycInvalidationMode.TIMESTAMP))
