"""Results of one document, the rule by which they are read, and a store of objects that is interrupted."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from obstore.store import MemoryStore

from pipeline.model.canonical import canonical_json
from pipeline.model.outcome import Output, Report

OLD = {"A.json": b"old", "A.docx": b"old docx", "A.pdf": b"old pdf"}
NEW = {"A.json": b"new", "A.html": b"new html", "A.pdf": b"new pdf"}


def published(folder: Path, files: Mapping[str, bytes], name: str = "A.pdf") -> Path:
    """Write a result as it is published, and return its folder."""
    folder.mkdir(parents=True)
    outputs = tuple(
        Output(file=file, format="x", sha256=hashlib.sha256(data).hexdigest(), size=len(data))
        for file, data in files.items()
    )
    report = Report(input=name, status="ok", code=0, meaning="", instruction="", outputs=outputs)
    for file, data in {**files, "report.json": canonical_json(report)}.items():
        (folder / file).write_bytes(data)
    return folder


def trusted(report: Mapping[str, bytes], files: Mapping[str, bytes], name: str = "A") -> dict[str, bytes] | None:
    """Read a result by the rule: the files that the report names, each by its digest; nothing where one is not so."""
    data = report.get(f"{name}/report.json")
    if data is None:
        return None
    named = json.loads(data)["outputs"]
    read = {item["file"]: files.get(f"{name}/{item['file']}", b"") for item in named}
    same = all(hashlib.sha256(read[item["file"]]).hexdigest() == item["sha256"] for item in named)
    return read if same else None


class Interrupted(BaseException):
    """A process ends here."""


def _go_on(_step: int) -> None:
    """Let a call pass."""


@dataclass
class Bucket:
    """A store of objects in memory, that counts the calls which write, and tells of each before and after it."""

    inner: MemoryStore = field(default_factory=MemoryStore)
    before: Callable[[int], None] = _go_on
    after: Callable[[int], None] = _go_on
    writes: int = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)

    def put(self, path: str, data: bytes) -> None:
        """Write an object, as one step."""
        self._step(lambda: self.inner.put(path, data))

    def delete(self, path: str) -> None:
        """Remove an object, as one step."""
        self._step(lambda: self.inner.delete(path))

    def _step(self, call: Callable[[], object]) -> None:
        self.writes += 1
        self.before(self.writes)
        call()
        self.after(self.writes)

    def held(self) -> dict[str, bytes]:
        """Return all that the store holds."""
        return {item["path"]: bytes(self.inner.get(item["path"]).bytes()) for item in self._all()}

    def _all(self) -> Iterator[Any]:
        for page in self.inner.list():
            yield from page
