"""Read which layers of a file are off when it is opened (optional content, ISO 32000-1, 8.11.4)."""

from collections.abc import Iterator
from typing import Any

import pikepdf


def layers_off(pdf: pikepdf.Pdf) -> frozenset[int]:
    """Return the object numbers of the layers that the file's default configuration turns off."""
    properties = pdf.Root.get("/OCProperties")
    if not isinstance(properties, pikepdf.Dictionary):
        return frozenset()
    default = properties.get("/D")
    if not isinstance(default, pikepdf.Dictionary):
        return frozenset()
    off = set(_numbers(default.get("/OFF")))
    if str(default.get("/BaseState")) == "/OFF":
        off |= set(_numbers(properties.get("/OCGs"))) - set(_numbers(default.get("/ON")))
    return frozenset(off)


def _numbers(groups: Any) -> Iterator[int]:
    if isinstance(groups, pikepdf.Array):
        for group in groups:
            if isinstance(group, pikepdf.Object) and group.is_indirect:
                yield int(group.objgen[0])
