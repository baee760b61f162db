"""What a page shows besides its content: comments, stamps, fields of forms. Readers of text do not see them."""

from collections.abc import Iterator

import pikepdf

from pipeline.extract.kinds import ANNOTATION
from pipeline.model.finding import Finding

WITHOUT_LOOK = frozenset({"/Link", "/Popup", "/PrinterMark", "/TrapNet"})
UNSEEN = 1 << 1 | 1 << 5  # ISO 32000-1, table 165: hidden, no view


def check_annotations(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Yield a finding for each page with annotations that a reader of the page sees, with the words they hold."""
    for number, page in enumerate(pdf.pages, 1):
        seen = [item for item in page.obj.get("/Annots", []) if isinstance(item, pikepdf.Dictionary) and _is_seen(item)]
        if seen:
            words = [str(item.get("/Contents") or item.get("/V") or item.get("/Subtype")) for item in seen]
            yield ANNOTATION.at(page=number, found=", ".join(words))


def _is_seen(annotation: pikepdf.Dictionary) -> bool:
    return annotation.get("/Subtype") not in WITHOUT_LOOK and not int(annotation.get("/F", 0)) & UNSEEN
