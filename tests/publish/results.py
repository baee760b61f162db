"""Two results of one document, and what stands where they are published."""

import errno
from collections.abc import Iterable
from pathlib import Path


def _report(names: Iterable[str]) -> bytes:
    return ('{"outputs": [' + ", ".join(f'{{"file": "{name}"}}' for name in names) + "]}").encode()


OLD = {"report.json": _report(["A.json", "A.pdf"]), "A.json": b"old", "A.pdf": b"old pdf"}
NEW = {"report.json": _report(["A.json", "A.docx"]), "A.json": b"new", "A.docx": b"new docx"}


def unsupported(*_: object) -> int:
    """Stand for a system call that is not there."""
    return errno.ENOSYS


def held(destination: Path) -> dict[str, bytes] | None:
    """Return what a folder holds, or None where there is none."""
    if not destination.exists():
        return None
    return {entry.name: entry.read_bytes() for entry in destination.iterdir()}


def beside(destination: Path) -> list[str]:
    """Return what stands beside a folder."""
    return sorted(entry.name for entry in destination.parent.iterdir() if entry != destination)
