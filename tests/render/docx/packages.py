"""Opening and spoiling packages in tests."""

import io
from collections.abc import Callable
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(contents: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with ZipFile(made, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return made.getvalue()


def replaced(name: str, old: str, new: str, count: int = 1) -> Callable[[dict[str, bytes]], None]:
    """Return a fault that replaces text in a part, and fails where it is not there."""

    def spoil(contents: dict[str, bytes]) -> None:
        before = contents[name].decode("utf-8")
        assert old in before
        contents[name] = before.replace(old, new, count).encode("utf-8")

    return spoil


def paragraphs(data: bytes) -> list[str]:
    """Return the text of each paragraph of the body, plainly."""
    root = etree.fromstring(parts(data)["word/document.xml"])
    return ["".join(node.text or "" for node in p.iter(f"{W}t")) for p in root.iter(f"{W}p")]
