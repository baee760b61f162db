"""The text of `docs/findings.md`, from the kinds of finding that the checks declare."""

import ast
import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from pipeline.model.finding import Kind

ROOT = Path(__file__).resolve().parent.parent
HEAD = """# Findings

<!-- Written by `make docs` from the checks; change it there. -->

What a check can see, by code. An `error` stops publication; `review` publishes, and asks a person to look; a `notice`
informs. The first letter and digit of a code are its stage: I1 intake, E2 extract, N3 normalise, R4 render, P5 publish.
"""


@dataclass(frozen=True)
class Declared:
    """A kind of finding, and the module that declares it."""

    kind: Kind
    module: str
    name: str


def declared() -> list[Declared]:
    """Return every kind that a module of the pipeline declares, by module and code, in the order of the codes."""
    found: list[Declared] = []
    for file in sorted((ROOT / "pipeline").rglob("*.py")):
        names = list(_names(ast.parse(file.read_text("utf-8"))))
        if names:
            module = ".".join(file.relative_to(ROOT).with_suffix("").parts)
            values = vars(importlib.import_module(module))
            found += [Declared(values[name], module, name) for name in names]
    first = {
        module: min(item.kind.code for item in items) for module, items in groupby(found, lambda item: item.module)
    }
    return sorted(found, key=lambda item: (first[item.module], item.module, item.kind.code))


def _names(tree: ast.Module) -> Iterator[str]:
    for statement in tree.body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(func=ast.Name(id="Kind"))):
                yield name
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.Call(func=ast.Name(id="Kind"))):
                yield name


def codes() -> str:
    """Return the code of every kind of finding with its severity, a line each."""
    kinds = {item.kind.code: item.kind.severity.value for item in declared()}
    return "".join(f"{code} {severity}\n" for code, severity in sorted(kinds.items()))


def page() -> str:
    """Return the text of `docs/findings.md`."""
    parts = [HEAD]
    for module, items in groupby(declared(), lambda item: item.module):
        parts.append(f"\n## {module.removeprefix('pipeline.')}\n\n| code | severity | what was seen | what to do |\n")
        parts.append("|---|---|---|---|\n")
        kinds = [item.kind for item in items]
        parts += [f"| {kind.code} | {kind.severity.value} | {kind.message} | {kind.advice} |\n" for kind in kinds]
    return "".join(parts)
