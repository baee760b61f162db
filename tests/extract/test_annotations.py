"""Extract: what a page shows besides its content is told, and is no part of the text."""

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from tests.reading import extracted
from tests.spoiled import changed


def annotated(kind: str, flags: int = 4) -> bytes:
    """Return a good resolution with an annotation on its first page."""

    def add(file: pikepdf.Pdf) -> None:
        note = Dictionary(
            Type=Name.Annot, Subtype=Name(kind), Rect=[100, 30, 300, 50], Contents="Fill the well", F=flags
        )
        file.pages[0].obj.Annots = Array([file.make_indirect(note)])

    return changed(add)


@pytest.mark.parametrize("kind", ["/FreeText", "/Stamp", "/Text"])
def test_an_annotation_that_is_seen_is_told_and_left_out(kind: str) -> None:
    found = extracted(annotated(kind))
    assert [(item.code, item.page, item.found) for item in found.findings] == [("E219", 1, "Fill the well")]
    assert not any("Fill" in line.text for page in found.pages.pages for line in page.lines)


@pytest.mark.parametrize(("kind", "flags"), [("/Link", 4), ("/Popup", 4), ("/FreeText", 2), ("/FreeText", 32)])
def test_one_that_is_not_seen_is_not(kind: str, flags: int) -> None:
    assert extracted(annotated(kind, flags)).findings == ()
