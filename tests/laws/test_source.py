"""Small modules and functions; language, printing and environment each in its place."""

import ast
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions, requires
from pathlib import Path

from packaging.requirements import Requirement

from pipeline.doctor import DISTRIBUTION
from pipeline.languages.loader import languages
from tests.laws.source import PIPELINE, modules, place, tree
from tools.validate.needs import PYTHON_MODULES

MODULE_LINES = 400
FUNCTION_LINES = 60
SPEAKS = set((PIPELINE / "cli").glob("*.py"))
DOORS = {PIPELINE / "api.py", PIPELINE / "batch" / "cluster.py"}  # used from other programs, on other machines
READS_ENVIRONMENT = {*SPEAKS, *DOORS, PIPELINE / "settings.py"}


def test_modules_are_small_enough_to_read_at_one_sitting() -> None:
    lengths = {str(file): len(file.read_text("utf-8").splitlines()) for file in modules("pipeline", "tools", "tests")}
    assert {file: lines for file, lines in lengths.items() if lines > MODULE_LINES} == {}


def test_functions_fit_a_screen() -> None:
    long = [
        f"{place(module, node)} {node.name}"
        for module in modules("pipeline", "tools")
        for node in ast.walk(tree(module))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (node.end_lineno or 0) - node.lineno + 1 > FUNCTION_LINES
    ]
    assert long == []


def test_no_language_is_named_outside_the_language_files() -> None:
    packs = languages().values()
    words = {word for pack in packs for word in (pack.tag, pack.iri, pack.name)}
    words |= {tag for pack in packs for tag in pack.masthead.languages.values()}
    named = [
        f"{place(module, node)} {node.value!r}"
        for module in modules("pipeline")
        if PIPELINE / "languages" not in module.parents
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in words
    ]
    assert named == []


def test_only_the_command_line_speaks() -> None:
    assert [use for module in modules("pipeline") if module not in SPEAKS for use in _speech(module)] == []


def _speech(module: Path) -> Iterator[str]:
    for node in ast.walk(tree(module)):
        match node:
            case ast.Call(func=ast.Name(id="print" | "input")):
                yield place(module, node)
            case ast.Attribute(value=ast.Name(id="sys"), attr="stdout" | "stderr"):
                yield place(module, node)
            case ast.Import(names=names) if any(name.name.split(".")[0] == "click" for name in names):
                yield place(module, node)
            case ast.ImportFrom(module="click"):
                yield place(module, node)


def test_only_the_command_line_and_the_settings_read_the_environment() -> None:
    readers = [module for module in modules("pipeline") if module not in READS_ENVIRONMENT]
    assert [use for module in readers for use in _environment(module)] == []


def _environment(module: Path) -> Iterator[str]:
    words = {"environ", "environb", "getenv", "getenvb", "expandvars"}
    for node in ast.walk(tree(module)):
        match node:
            case ast.Attribute(value=ast.Name(id="os"), attr=attribute) if attribute in words:
                yield place(module, node)
            case ast.ImportFrom(module="os", names=names) if words & {name.name for name in names}:
                yield place(module, node)


def test_no_output_depends_on_clock_or_chance() -> None:
    words = {"random", "secrets", "uuid.uuid1", "uuid.uuid4", "datetime.now", "date.today", "time.time"}
    used = [
        f"{place(module, node)} {name}"
        for module in modules("pipeline/render", "pipeline/normalise", "pipeline/model")
        for node in ast.walk(tree(module))
        for name in _dotted(node)
        if name in words
    ]
    assert used == []


def _dotted(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Import(names=names):
            yield from (name.name for name in names)
        case ast.ImportFrom(module=str(module), names=names):
            yield from (module, *(f"{module}.{name.name}" for name in names))
        case ast.Attribute(value=ast.Name(id=owner), attr=attribute):
            yield f"{owner}.{attribute}"


def test_every_package_that_is_imported_is_declared() -> None:
    declared = {Requirement(line).name for line in requires(DISTRIBUTION) or []}
    elsewhere = PYTHON_MODULES | {"atheris": "atheris"}  # not installed for the tests
    known = {name: [package] for name, package in elsewhere.items()} | dict(packages_distributions())
    undeclared = [
        f"{place(module, node)} {name}"
        for module in modules("pipeline", "tools", "tests")
        for node in ast.walk(tree(module))
        for name in _imported(node)
        if name not in sys.stdlib_module_names | {"pipeline", "tools", "tests"}
        if not declared & {_canonical(distribution) for distribution in known.get(name, [])}
    ]
    assert undeclared == []


def _imported(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Import(names=names):
            yield from (name.name.split(".")[0] for name in names)
        case ast.ImportFrom(module=str(module), level=0):
            yield module.split(".")[0]


def _canonical(name: str) -> str:
    return name.lower().replace("_", "-")
