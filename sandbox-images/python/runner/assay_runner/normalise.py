"""One look for all implementations that candidates' tests run against, so that none can be told by how it is written.

Comments, docstrings, layout, the names of local variables and of private functions and constants, and the order of neighbouring
functions are made the same for all; what the code does is left alone. Wherever a change might be seen by a caller it is not made.
It reads the sources as data and executes nothing.
"""

import ast
import builtins
import difflib
import itertools

from . import wire

#: Every implementation is filled up to the same multiple of this many bytes, so that sizes do not order them.
SIZE_STEP = 4 << 10
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
#: Code that uses one of these may see the names of its own variables, or those of the module.
_LOOKS_AT_LOCALS = frozenset(("locals", "vars", "dir", "eval", "exec"))
_LOOKS_AT_MODULE = _LOOKS_AT_LOCALS | {"globals", "getattr", "setattr", "hasattr", "delattr"}


def normalise(source):
    """The source in the one look that all have. Raises SyntaxError."""
    tree = ast.parse(source)
    _drop_docstrings(tree)
    _sort_functions(tree)
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    if not used & _LOOKS_AT_LOCALS:
        _rename_locals(tree)
    if not used & _LOOKS_AT_MODULE:
        _rename_private(tree)
    return ast.unparse(ast.fix_missing_locations(tree)) + "\n"


# Texts and order -------------------------------------------------------------------------------------------------------


def _drop_docstrings(tree):
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, *_FUNCTIONS)) and ast.get_docstring(node, clean=False) is not None:
            node.body = node.body[1:] or [ast.Pass()]


def _sort_functions(tree):
    """Neighbouring plain functions of a module or a class, by name: their order has no effect."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef)):
            node.body = [statement for group in _groups(node.body) for statement in _sorted(group)]


def _groups(body):
    groups = []
    for statement in body:
        if groups and _is_plain(statement) and _is_plain(groups[-1][-1]):
            groups[-1].append(statement)
        else:
            groups.append([statement])
    return groups


def _is_plain(statement):
    """A function whose definition evaluates nothing but names of types and constants."""
    if not isinstance(statement, _FUNCTIONS) or statement.decorator_list:
        return False
    defaults = [*statement.args.defaults, *(default for default in statement.args.kw_defaults if default is not None)]
    return all(isinstance(default, ast.Constant) for default in defaults)


def _sorted(group):
    names = [getattr(statement, "name", "") for statement in group]
    return sorted(group, key=lambda function: function.name) if len(group) > 1 and len(set(names)) == len(names) else group


# Names -----------------------------------------------------------------------------------------------------------------


def _rename_locals(tree):
    """Variables of each outermost function become v0, v1 … in the order in which they appear."""
    outer = _module_names(tree) | set(dir(builtins))
    for unit in _outermost_functions(tree):
        own = [name for name in _bound_in(unit) if name not in outer and not name.startswith("__")]
        _Renamer(_renamed(own, "v{}", outer | _all_names(unit))).visit(unit)


def _rename_private(tree):
    """Functions and constants of the module whose name begins with one underscore become _p0, _p1 … in order."""
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    inner = {name for unit in _outermost_functions(tree) for name in _bound_in(unit)} | _parameters(tree) | _attributes(tree)
    private = [name for name in _defined(tree) if name.startswith("_") and not name.startswith("__") and name not in inner | texts]
    _Renamer(_renamed(private, "_p{}", _all_names(tree))).visit(tree)


def _renamed(names, pattern, present):
    """New names for these, none of which is that of something else."""
    taken = present.difference(names)
    fresh = (name for name in map(pattern.format, itertools.count()) if name not in taken)
    return dict(zip(names, fresh))


def _defined(tree):
    """Names of the module's own functions and variables, each once, in order. Classes keep theirs: it shows in their repr."""
    found = {}
    for statement in tree.body:
        if isinstance(statement, _FUNCTIONS):
            found[statement.name] = None
        elif isinstance(statement, (ast.Assign, ast.AnnAssign)):
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            found.update((target.id, None) for target in targets if isinstance(target, ast.Name))
    return list(found)


def _module_names(tree):
    """Everything that may be bound in the module itself, and whatever a function declares to be of the module."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.Global, ast.Nonlocal)):
            names.update(node.names)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            names.update((alias.asname or alias.name).partition(".")[0] for alias in node.names)
    for node in _outside_functions(tree):
        names.update(_binds(node))
    return names


def _outermost_functions(tree):
    """Functions of the module and methods of its classes."""
    found, rest = [], list(tree.body)
    while rest:
        node = rest.pop(0)
        if isinstance(node, _FUNCTIONS):
            found.append(node)
        elif not isinstance(node, ast.expr):
            rest.extend(ast.iter_child_nodes(node))
    return found


def _bound_in(unit):
    """Variables of a function and of what is nested in it, in order. Parameters and nested functions keep names that callers see."""
    named = {node.name for node in ast.walk(unit) if isinstance(node, (*_FUNCTIONS, ast.ClassDef))}
    found = {name: None for node in _in_order(unit) for name in _binds(node)}
    return [name for name in found if name not in named | _attributes(unit) | _parameters(unit)]


def _attributes(tree):
    """Whatever may be bound in the body of a class, and so be an attribute."""
    bodies = [statement for node in ast.walk(tree) if isinstance(node, ast.ClassDef) for statement in node.body]
    return {name for statement in bodies for node in _outside_functions(statement) for name in _binds(node)}


def _outside_functions(node):
    yield node
    if not isinstance(node, _FUNCTIONS):
        for child in ast.iter_child_nodes(node):
            yield from _outside_functions(child)


def _in_order(node):
    yield node
    for child in ast.iter_child_nodes(node):
        yield from _in_order(child)


def _binds(node):
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        return [node.id]
    if isinstance(node, (ast.ExceptHandler, ast.MatchAs, ast.MatchStar)) and node.name:
        return [node.name]
    if isinstance(node, ast.MatchMapping) and node.rest:
        return [node.rest]
    return [node.name] if isinstance(node, (*_FUNCTIONS, ast.ClassDef)) else []


def _parameters(tree):
    return {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}


def _all_names(tree):
    names = _parameters(tree) | _module_names(tree)
    for node in ast.walk(tree):
        names.update(_binds(node))
        if isinstance(node, ast.Name):
            names.add(node.id)
    return names


class _Renamer(ast.NodeTransformer):
    """Replaces names wherever they stand for a variable; attributes and keywords are none."""

    def __init__(self, names):
        self._names = names

    def generic_visit(self, node):
        field = {ast.Name: "id", ast.MatchMapping: "rest"}.get(type(node), "name")
        if isinstance(node, (ast.Name, ast.ExceptHandler, ast.MatchAs, ast.MatchStar, ast.MatchMapping, ast.ClassDef, *_FUNCTIONS)):
            setattr(node, field, self._names.get(getattr(node, field), getattr(node, field)))
        elif isinstance(node, (ast.Global, ast.Nonlocal)):
            node.names = [self._names.get(name, name) for name in node.names]
        return super().generic_visit(node)


# All implementations of an exercise -------------------------------------------------------------------------------------


def _filled(texts):
    """All texts at one size in bytes: blank lines are added at the end."""
    size = -(-max(len(text.encode()) for text in texts) // SIZE_STEP) * SIZE_STEP
    return [text + "\n" * (size - len(text.encode())) for text in texts]


def _distance(one, other):
    """0 for the same lines, 1 for none in common."""
    return 1 - difflib.SequenceMatcher(None, one.splitlines(), other.splitlines(), autojunk=False).ratio()


def problems_of(given, implementations, texts):
    """Why these implementations could be told apart without running them, in sentences for the author."""
    found, seen = [], {}
    for item, text in zip(implementations, texts):
        name, base = item["name"], item["base"]
        if text == given:
            found.append(f"The variant {name} is the given source once both are normalised, so a comparison tells it.")
        if text in seen:
            found.append(f"The variants {seen[text]} and {name} are the same once both are normalised.")
        seen.setdefault(text, name)
        if base is not None:
            origin = texts[[other["name"] for other in implementations].index(base)]
            if _distance(text, given) <= _distance(text, origin):
                found.append(f"The faulty variant {name} is nearer to the given source than to {base}: derive it from {base}.")
    return found


def serve(job):
    """For a `static` sandbox: all implementations in their one look, and what could tell them apart."""
    texts, problems = [], []
    for item in [{"name": "given", "source": job["given"]}, *job["variants"]]:
        try:
            texts.append(normalise(item["source"]))
        except (SyntaxError, ValueError, RecursionError) as error:
            problems.append(f"The variant {item['name']} is no Python that can be read: {error}")
    if not problems:
        given, *texts = texts
        problems = problems_of(given, job["variants"], texts)
        for item, text in zip(job["variants"], _filled(texts)):
            wire.tell_host({"t": "normalised", "name": item["name"], "source": text})
    wire.tell_host({"t": "finish", "status": 0, "limits": [], "violations": [], "problems": problems})
