"""`import solution` in the tests: modules whose names are asked of the candidate's process."""

import importlib.abc
import importlib.machinery
import sys
import types

from .remote import Remote


class SolutionModule(types.ModuleType):
    """A module that exists in the process behind a session only."""

    def __init__(self, name, session):
        super().__init__(name)
        self.__session__ = session

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return self.__session__.name(self.__name__, name)

    def __setattr__(self, name, value):
        if name.startswith("__") or isinstance(value, SolutionModule):
            super().__setattr__(name, value)
        else:
            self.__session__.request("set", self.__by_name__(), name, value)

    def __delattr__(self, name):
        self.__session__.request("del", self.__by_name__(), name)

    def __dir__(self):
        return self.__session__.request("names", self.__name__)

    def __by_name__(self):
        return Remote(self.__session__, ["n", self.__name__, ""])


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def __init__(self, session, names):
        self._session, self._names = session, names

    def find_spec(self, name, path=None, target=None):
        if name in self._names:
            return importlib.machinery.ModuleSpec(name, self, is_package=True)
        return None

    def create_module(self, spec):
        return SolutionModule(spec.name, self._session)

    def exec_module(self, module):
        """Nothing runs here: the module's code runs in the candidate's process."""


def install(session, modules):
    """From here on, importing one of `modules` (or a package above one) gives its proxy. What was put in the import's way is returned."""
    names = set()
    for module in modules:
        parts = module.split(".")
        names.update(".".join(parts[:count]) for count in range(1, len(parts) + 1))
    finder = _Finder(session, names)
    sys.meta_path.insert(0, finder)
    return finder


class _Refusal(importlib.abc.MetaPathFinder):
    def __init__(self, names):
        self._names = names

    def find_spec(self, name, path=None, target=None):
        if name in self._names:
            raise ModuleNotFoundError(f"{name} cannot be imported: tests of the harness cli reach the solution through assay.program", name=name)
        return None


def refuse(modules):
    """For harnesses that import nothing of the solution: a test that tries is told by name."""
    sys.meta_path.insert(0, _Refusal({module.partition(".")[0] for module in modules}))
