"""The documents that are judged: the folders of an output, each with its files and its model."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pipeline.model.resolution import Resolution


@dataclass(frozen=True)
class Document:
    """One document of an output folder: NAME/NAME.json and the other formats beside it."""

    folder: Path

    @property
    def name(self) -> str:
        """Return the name that all its files have."""
        return self.folder.name

    def file(self, suffix: str) -> Path:
        """Return where its file in a format is, or would be."""
        return self.folder / f"{self.name}.{suffix}"

    @cached_property
    def model(self) -> Resolution:
        """Return the resolution: what every other file has to say."""
        return Resolution.model_validate_json(self.file("json").read_bytes())


def published(folder: Path) -> list[Document]:
    """Return the documents of an output folder, by name; those that were refused have a report and no model."""
    documents = (Document(entry) for entry in sorted(folder.iterdir()) if entry.is_dir())
    return [document for document in documents if document.file("json").exists()]


def refused(folder: Path) -> list[str]:
    """Return the names of those in an output folder that have a report and no model."""
    return sorted(
        report.parent.name
        for report in folder.glob("*/report.json")
        if not Document(report.parent).file("json").exists()
    )


def having(documents: Iterable[Document], suffix: str) -> list[Document]:
    """Return the documents that have a file in a format."""
    return [document for document in documents if document.file(suffix).exists()]


def groups(documents: Sequence[Document], size: int) -> list[Sequence[Document]]:
    """Return documents in groups of at most a size, for programs that take many files at a time."""
    return [documents[start : start + size] for start in range(0, len(documents), size)]
