"""Mutants of an author's reference solution: each is the solution with one small change that tests should notice.

What no test of behaviour can see is left alone: annotations, docstrings, imports, what stands under `if TYPE_CHECKING` or under
`if __name__ == "__main__"`, names such as `__all__`, protocols, abstract and overloaded functions, and the texts of errors that are
raised. A change that compiles to the same instructions is no mutant. Sources are read as data and nothing of them is executed.
"""

import ast
import builtins
import types

from . import wire

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_COMPARED = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_COMPUTED = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.BitXor: ast.BitAnd,
}
_SIGNS = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Is: "is",
    ast.IsNot: "is not",
    ast.In: "in",
    ast.NotIn: "not in",
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.Pow: "**",
    ast.LShift: "<<",
    ast.RShift: ">>",
    ast.BitAnd: "&",
    ast.BitOr: "|",
    ast.BitXor: "^",
    ast.And: "and",
    ast.Or: "or",
}
#: Decorators without which a function still is what its callers take it for.
_DISPENSABLE = frozenset(("cache", "lru_cache", "cached_property", "wraps", "total_ordering", "singledispatch"))
#: Arguments whose absence no test in a sandbox can see: its encoding is UTF-8 in any case.
_UNSEEN = frozenset(("encoding",))
#: Calls that say something to a type checker.
_FOR_CHECKERS = frozenset(("cast", "TypeVar", "ParamSpec", "TypeVarTuple", "NewType", "NamedTuple", "TypedDict"))
#: Decorators under which a body means nothing.
_BODILESS = frozenset(("abstractmethod", "overload"))
_BODIES = ("body", "orelse", "finalbody")
#: Most characters of a piece of code in a sentence.
_SHOWN = 60


def mutants(source, path):
    """`(line, change, source)` of every mutant, in the order of the lines. Raises SyntaxError."""
    tree = ast.parse(source)
    seen = {_essence(compile(tree, path, "exec"))}
    found = []
    for line, change, holder, key, replacement in list(_changes(tree, None)):
        original = _get(holder, key)
        _set(holder, key, replacement)
        try:
            text = ast.unparse(ast.fix_missing_locations(tree)) + "\n"
            essence = _essence(compile(text, path, "exec"))
        except (SyntaxError, ValueError):
            continue
        finally:
            _set(holder, key, original)
        if essence not in seen:
            seen.add(essence)
            found.append((line, change, text))
    return sorted(found, key=lambda mutant: mutant[0])


def _get(holder, key):
    return holder[key] if isinstance(holder, list) else getattr(holder, key)


def _set(holder, key, value):
    if isinstance(holder, list):
        holder[key] = value
    else:
        setattr(holder, key, value)


def _essence(code):
    """What a piece of code does, without where it stands."""
    constants = tuple(
        _essence(one) if isinstance(one, types.CodeType) else (type(one).__name__, repr(one)) for one in code.co_consts
    )
    return code.co_code, constants, code.co_names, code.co_varnames, code.co_exceptiontable, code.co_flags


# Where changes are made ------------------------------------------------------------------------------------------------


def _changes(node, parent):
    """`(line, change, holder, key, replacement)` for everything at and below a node that means something."""
    if _is_for_checkers(node):
        return
    yield from _at(node)
    for field, value in ast.iter_fields(node):
        if _is_left_alone(node, field):
            continue
        for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if not isinstance(child, ast.AST):
                continue
            holder, key = (node, field) if index is None else (value, index)
            if isinstance(child, ast.stmt):
                if _is_docstring(node, field, index, child):
                    continue
                yield from _of_statement(child, holder, key)
            elif isinstance(child, ast.expr):
                yield from _of_expression(child, holder, key, node, field)
            yield from _changes(child, node)


def _is_for_checkers(node):
    if isinstance(node, (ast.Import, ast.ImportFrom, ast.Global, ast.Nonlocal)):
        return True
    if isinstance(node, ast.If) and _names_in(node.test) & {"TYPE_CHECKING", "__name__"}:
        return True
    if isinstance(node, ast.AnnAssign):
        return node.value is None or _called(node.annotation) == "TypeAlias"
    if isinstance(node, ast.Assign):
        return all(isinstance(target, ast.Name) and target.id.startswith("__") for target in node.targets)
    if isinstance(node, ast.ClassDef):
        return any(_called(base) in ("Protocol", "TypedDict") for base in node.bases)
    if isinstance(node, _FUNCTIONS):
        return any(_called(decorator) in _BODILESS for decorator in node.decorator_list)
    return isinstance(node, ast.Call) and _called(node) in _FOR_CHECKERS


def _is_left_alone(node, field):
    if field in ("annotation", "returns", "type_params", "type_comment", "format_spec"):
        return True
    if field == "decorator_list" and isinstance(node, ast.ClassDef):
        return True
    # The text of an error is for people; what tests may ask for is its class.
    return isinstance(node, ast.Raise)


def _is_docstring(node, field, index, child):
    return (
        field == "body"
        and index == 0
        and isinstance(node, (ast.Module, ast.ClassDef, *_FUNCTIONS))
        and isinstance(child, ast.Expr)
        and isinstance(child.value, ast.Constant)
    )


def _names_in(node):
    return {name.id if isinstance(name, ast.Name) else name.attr for name in ast.walk(node) if isinstance(name, (ast.Name, ast.Attribute))}


def _called(node):
    """The last name of `name`, `module.name`, `name[…]` and `name(…)`."""
    while isinstance(node, (ast.Call, ast.Subscript)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", None)


# What is changed -------------------------------------------------------------------------------------------------------


def _at(node):
    """Changes to the parts of a node that are no nodes with a place of their own."""
    line = getattr(node, "lineno", 0)
    if isinstance(node, ast.Compare):
        for index, operator in enumerate(node.ops):
            for other in _COMPARED[type(operator)]:
                yield line, _became(operator, other), node.ops, index, other()
    elif isinstance(node, ast.BoolOp):
        other = ast.Or if isinstance(node.op, ast.And) else ast.And
        yield line, f"{_became(node.op, other)} in {_shown(node)}", node, "op", other()
    elif isinstance(node, (ast.BinOp, ast.AugAssign)) and type(node.op) in _COMPUTED and not (_joins_text(node) or _joins_types(node)):
        other = _COMPUTED[type(node.op)]
        yield line, f"{_became(node.op, other)} in {_shown(node)}", node, "op", other()
    elif isinstance(node, ast.Call):
        for index, keyword in enumerate(node.keywords):
            if keyword.arg is not None and keyword.arg not in _UNSEEN:
                others = node.keywords[:index] + node.keywords[index + 1 :]
                yield keyword.value.lineno, f"the argument {_shown(keyword)} was removed", node, "keywords", others
    elif isinstance(node, _FUNCTIONS):
        for index, decorator in enumerate(node.decorator_list):
            if _called(decorator) in _DISPENSABLE:
                others = node.decorator_list[:index] + node.decorator_list[index + 1 :]
                yield decorator.lineno, f"the decorator {_shown(decorator)} was removed", node, "decorator_list", others


def _became(operator, other):
    return f"`{_SIGNS[type(operator)]}` became `{_SIGNS[other]}`"


def _joins_text(node):
    """Between texts another operator is an error wherever it is met, which shows nothing."""
    sides = (node.value,) if isinstance(node, ast.AugAssign) else (node.left, node.right)
    return any(isinstance(side, ast.JoinedStr) or isinstance(getattr(side, "value", None), str) for side in sides)


def _joins_types(node):
    """`Paid | Sent | None`, by how classes are named."""
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ast.BitOr) and _joins_types(node.left) and _joins_types(node.right)
    if isinstance(node, ast.Constant):
        return node.value is None
    name = _called(node) or ""
    return isinstance(getattr(builtins, name, None), type) or (name[:1].isupper() and name != name.upper())


def _of_statement(node, holder, key):
    """A statement that is left out, or returns None, or leaves a loop another way."""
    line = node.lineno
    if isinstance(node, ast.Break):
        yield line, "`break` became `continue`", holder, key, ast.Continue()
    elif isinstance(node, ast.Continue):
        yield line, "`continue` became `break`", holder, key, ast.Break()
    elif isinstance(node, ast.Return):
        if node.value is not None and not (isinstance(node.value, ast.Constant) and node.value.value is None):
            yield line, f"{_shown(node)} became `return None`", holder, key, ast.Return(ast.Constant(None))
    elif _has_an_effect(node):
        yield line, f"{_shown(node)} was removed", holder, key, ast.Pass()


def _has_an_effect(node):
    if isinstance(node, ast.Expr):
        return not isinstance(node.value, ast.Constant)
    if isinstance(node, (ast.Raise, ast.Delete, ast.AugAssign)):
        return True
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    is_assignment = isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None
    return is_assignment and any(isinstance(target, (ast.Attribute, ast.Subscript)) for target in targets)


def _of_expression(node, holder, key, parent, field):
    line = node.lineno
    if isinstance(node, ast.Constant):
        for value in _other_values(node.value):
            shown = f"`{node.value!r}`" if len(repr(node.value)) <= _SHOWN else "a text"
            yield line, f"{shown} became `{value!r}`", holder, key, ast.Constant(value)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield line, f"{_shown(node)} lost its `not`", holder, key, node.operand
    elif _is_condition(parent, field) and not (isinstance(node, ast.Compare) and len(node.ops) == 1):
        if not isinstance(node, ast.Constant):
            yield line, f"{_shown(node)} became `not` so", holder, key, ast.UnaryOp(ast.Not(), node)


def _is_condition(parent, field):
    return field == "test" or (field == "ifs" and isinstance(parent, ast.comprehension))


def _other_values(value):
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, (int, float)):
        return [value + 1, value - 1]
    return [type(value)()] if isinstance(value, (str, bytes)) and value else []


def _shown(node):
    text = " ".join(ast.unparse(node).split())
    return f"`{text}`" if len(text) <= _SHOWN else f"`{text[:_SHOWN]}…`"


def serve(job):
    """For a `static` sandbox: tells every mutant of every source."""
    problems = []
    for path, source in job["mutate"]:
        try:
            found = mutants(source, path)
        except (SyntaxError, ValueError, RecursionError) as error:
            problems.append(f"{path} is no Python that can be read: {error}")
            continue
        lines = source.splitlines()
        for line, change, text in found:
            told = {"path": path, "line": line, "text": lines[line - 1].strip(), "change": change, "source": text}
            wire.tell_host({"t": "mutant"} | told)
    wire.tell_host({"t": "finish", "status": 0, "limits": [], "violations": [], "problems": problems})
