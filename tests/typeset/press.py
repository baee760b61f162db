"""Sets a source as PDF, tagged or not."""

from io import BytesIO
from pathlib import Path

import pikepdf
from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration

from tests.typeset import furniture, markup, tags
from tests.typeset.barcode import font_face
from tests.typeset.source import Source

DIRECTIONS = {"ar": "rtl"}
_STYLE = Path(__file__).with_name("page.css").read_text(encoding="utf-8")


def typeset(source: Source, tagged: bool) -> bytes:
    """Return the source as PDF; the same bytes for the same source and fonts."""
    body = markup.body(source, frozenset())
    document = _layout(source, body)
    if body.pieces:
        # Where the pages end is known now, so that the rule above the notes can be set.
        body = markup.body(source, _first_pieces(document))
        document = _layout(source, body)
    written = BytesIO()
    with pikepdf.open(BytesIO(document.write_pdf(pdf_tags=tagged))) as pdf:
        if tagged:
            tags.retag(pdf, body.pieces)
        pdf.save(written, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return written.getvalue()


def _layout(source: Source, body: markup.Body) -> Document:
    fonts = FontConfiguration()
    language = source.header.language
    direction = DIRECTIONS.get(language, "ltr")
    head = f'<html lang="{language}" dir="{direction}"><head><meta charset="utf-8"></head>'
    page = f"{head}<body>{body.html}</body></html>"
    style = CSS(string=font_face() + _STYLE + furniture.rules(source.header), font_config=fonts)
    return HTML(string=page).render(stylesheets=[style], font_config=fonts)


def _first_pieces(document: Document) -> frozenset[str]:
    """Return the piece of a note that stands highest on each page with notes."""
    found = set()
    for page in document.pages:
        pieces = {name: place[1] for name, place in page.anchors.items() if name.startswith("note-")}
        if pieces:
            found.add(min(pieces, key=lambda name: pieces[name]))
    return frozenset(found)
