"""The output formats: one folder each. The listing is the register."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from pipeline.model.finding import Finding
from pipeline.model.resolution import Resolution


@dataclass(frozen=True)
class Format:
    """An output format: its name, which is also its suffix, its writer and its check."""

    name: str
    write: Callable[[Resolution], bytes]
    check: Callable[[bytes, Resolution], list[Finding]]


def names() -> tuple[str, ...]:
    """Return the names of the formats: the folders here that hold a writer."""
    return tuple(sorted(entry.parent.name for entry in Path(__file__).parent.glob("*/write.py")))


def load(name: str) -> Format:
    """Return a format by its name; its libraries are loaded only now.

    Raises:
        KeyError: where no folder has that name.
    """
    if name not in names():
        raise KeyError(name)
    package = f"pipeline.render.{name}"
    return Format(name, import_module(f"{package}.write").write, import_module(f"{package}.check").check)
