"""The project's files, and its Python as trees."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PIPELINE = ROOT / "pipeline"
MADE = {".git", ".venv", ".deps", "build", "output", "__pycache__"}
MADE_ENDINGS = ("_cache", ".egg-info", ".hypothesis", ".cache")


def project_files() -> Iterator[Path]:
    """Yield the files of the project, those left out that a command made."""
    yield from _files(ROOT)


def _files(folder: Path) -> Iterator[Path]:
    for entry in sorted(folder.iterdir()):
        if entry.name in MADE or entry.name.endswith(MADE_ENDINGS):
            continue
        if entry.is_dir():
            yield from _files(entry)
        else:
            yield entry


def modules(*folders: str) -> list[Path]:
    """Return the Python files under some folders of the project."""
    return [file for folder in folders for file in sorted((ROOT / folder).rglob("*.py"))]


@cache
def tree(module: Path) -> ast.Module:
    """Return a module as a tree."""
    return ast.parse(module.read_text("utf-8"), str(module))


def place(module: Path, node: ast.AST) -> str:
    """Return where a node stands, as an editor reads it."""
    return f"{module.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
