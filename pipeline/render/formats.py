"""The output formats: one folder each. The listing is the register."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from pipeline.model.finding import Finding
from pipeline.model.resolution import Resolution


@dataclass(frozen=True)
class Format:
    """An output format: its name, its writer and its check, the suffix of its files, and what text its bytes show.

    `shown` reads with other libraries than those that wrote.
    """

    name: str
    write: Callable[[Resolution], bytes]
    check: Callable[[bytes, Resolution], list[Finding]]
    suffix: str
    shown: Callable[[bytes], str]


def names() -> tuple[str, ...]:
    """Return the names of the formats: the folders here that hold a writer."""
    return tuple(sorted(entry.parent.name for entry in Path(__file__).parent.glob("*/write.py")))


def load(name: str) -> Format:
    """Return a format by its name; its libraries are loaded only now.

    Its suffix is the `SUFFIX` of its writer, and its name where the writer says none.

    Raises:
        KeyError: where no folder has that name.
    """
    if name not in names():
        raise KeyError(name)
    modules = ("write", "check", "shown")
    writer, checker, reader = (import_module(f"pipeline.render.{name}.{module}") for module in modules)
    return Format(name, writer.write, checker.check, getattr(writer, "SUFFIX", name), reader.shown)
