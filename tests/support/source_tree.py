"""Look at source files without running them: what they import, and in which order rooms may do so."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from pathlib import Path

PACKAGE = "annual_reports"
IMPORTERS = ("import_module", "__import__")


@cache
def tree(path: Path) -> ast.Module:
    """Parse a source file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def python_files(folder: Path) -> list[Path]:
    """Return the source files below a folder, sorted."""
    return sorted(folder.rglob("*.py"))


def imports(path: Path, folder: Path) -> Iterator[tuple[int, str]]:
    """Yield line and full name of everything that a file imports, wherever in the file.

    Names taken from a module are yielded too, since each may be a module. `folder` is the one on Python's
    path: imports that begin with a point are resolved below it.
    """
    for node in ast.walk(tree(path)):
        match node:
            case ast.Import():
                yield from ((node.lineno, alias.name) for alias in node.names)
            case ast.ImportFrom():
                module = _resolved(node, path, folder)
                yield node.lineno, module
                yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)
            case ast.Call(args=[ast.Constant(value=str(to)), *_]) if _called(node) in IMPORTERS:
                yield node.lineno, to


def _called(node: ast.Call) -> str | None:
    """Return the last part of the called function's name."""
    return getattr(node.func, "attr", None) or getattr(node.func, "id", None)


def _resolved(node: ast.ImportFrom, path: Path, folder: Path) -> str:
    if not node.level:
        return str(node.module)
    package = path.relative_to(folder).parts[: -node.level]
    return ".".join((*package, *([node.module] if node.module else [])))


def imported_packages(path: Path, folder: Path) -> set[str]:
    """Return the packages at the top of what a file imports."""
    return {name.partition(".")[0] for _, name in imports(path, folder)}


def upward_imports(folder: Path, rooms: Sequence[str]) -> list[str]:
    """Return each import of a room that stands later in the order than the importing file's own."""
    rank = {room: number for number, room in enumerate(rooms)}
    found = []
    for path in python_files(folder / PACKAGE):
        own = path.relative_to(folder / PACKAGE).parts[0].removesuffix(".py")
        for line, name in imports(path, folder):
            package, *rest = name.split(".")
            if package != PACKAGE or not rest or rest[0] not in rank:
                continue
            if rank[rest[0]] > rank.get(own, len(rooms)):
                found.append(f"{path.relative_to(folder)}:{line}: {own} imports {rest[0]}")
    return sorted(set(found))


def module_names(folder: Path) -> Mapping[str, Path]:
    """Return every module of the package by its full name."""
    return {
        ".".join(path.relative_to(folder).with_suffix("").parts).removesuffix(".__init__"): path
        for path in python_files(folder / PACKAGE)
    }


def import_circle(folder: Path) -> list[str]:
    """Return modules of which each imports the one before it, from one to the same again; else nothing.

    Importing a module runs its package's `__init__` too. This is left out, since an `__init__` imports what
    stands beside it.
    """
    modules = module_names(folder)
    graph = {
        name: {to for _, to in imports(path, folder) if to in modules and to != name}
        for name, path in modules.items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    """Yield every function and method of a file."""
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef))


def lines_of(node: ast.FunctionDef) -> int:
    """Count the lines of a function from its `def` on."""
    return (node.end_lineno or 0) - node.lineno + 1


def lines_of_body(node: ast.FunctionDef) -> int:
    """Count the lines of a function below its signature and its docstring."""
    body = node.body[1:] if ast.get_docstring(node, clean=False) is not None else node.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def kept_state(path: Path) -> Iterator[str]:
    """Yield `global` statements and lower-case variables, by which a module keeps something between calls."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Global):
            yield f"line {node.lineno}: global {', '.join(node.names)}"
    for node in tree(path).body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        for target in targets:
            if isinstance(target, ast.Name) and target.id.islower():
                yield f"line {target.lineno}: {target.id}"


OWN_CONTENT = {"docs", "data", "mkdocs.yml"}
"""Names at a project's top that are its own content and no part of the program."""


def uses_of_own_content(path: Path) -> Iterator[str]:
    """Yield each place where a test reaches for the project's own content.

    A file may go from `ROOT` to a part of the program or of the tests by its name (`ROOT / "tests/golden"`),
    take `ROOT` as text (`str(ROOT)`), or shorten a path by it (`relative_to(ROOT)`). Everything else may lead
    to the project's own reports and data.
    """
    allowed = set[int]()
    for node in ast.walk(tree(path)):
        match node:
            case ast.BinOp(left=ast.Name() as root, op=ast.Div(), right=ast.Constant(value=str(to))):
                if to.partition("/")[0] not in OWN_CONTENT:
                    allowed.add(id(root))
            case ast.Call(args=[ast.Name() as root]) if _called(node) in ("str", "relative_to"):
                allowed.add(id(root))
            case ast.JoinedStr(values=values):
                allowed |= set(_in_text(values))
    for node in ast.walk(tree(path)):
        match node:
            case ast.Name(id="ROOT" | "_ROOT", ctx=ast.Load()) if id(node) not in allowed:
                yield f"{path}:{node.lineno}"


def _in_text(values: Sequence[ast.expr]) -> Iterator[int]:
    """Yield the names in an f-string behind which no part of the project's own content follows."""
    for value, after in pairwise((*values, ast.Constant(value=""))):
        if isinstance(value, ast.FormattedValue):
            text = str(after.value) if isinstance(after, ast.Constant) else ""
            if text.lstrip("/").partition("/")[0] not in OWN_CONTENT:
                yield id(value.value)
