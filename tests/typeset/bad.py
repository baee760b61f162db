"""Files that are no resolutions to be read: each is one way in which an input may be bad."""

from functools import cache
from io import BytesIO

import pikepdf
import pypdfium2
from weasyprint import HTML

from tests.typeset.catalogue import fixtures
from tests.typeset.press import typeset

OPENING_WORD = "lantern"

_LETTER = """
<html lang="en"><body style="font: 11pt 'Liberation Serif'">
<p>Mill Lane 4<br>Ferry End</p>
<p>3 May 2036</p>
<p>Dear Anna,</p>
<p>The lid of our well came back from the smith yesterday. It is heavier than the old one, but the children like the
handle, and the hens have stopped falling in.</p>
<p>Come and see it before the summer.</p>
<p>Yours, Tom</p>
</body></html>
"""


def bad_files() -> dict[str, bytes]:
    """Return bad inputs by what is wrong with them; each is to be written under a name that ends in `.pdf`."""
    return {
        "empty": b"",
        "text": b"This is a list of wells, and no PDF.\n1. The well at the mill\n2. The well on the green\n",
        "truncated": _good()[: len(_good()) * 3 // 5],
        "encrypted": _encrypted(),
        "scan": _scan(),
        "letter": bytes(HTML(string=_LETTER).write_pdf()),
    }


@cache
def _good() -> bytes:
    return typeset(fixtures()["en_masthead"], tagged=True)


def _encrypted() -> bytes:
    """Return a good resolution that opens only with `OPENING_WORD`; its bytes differ from run to run."""
    written = BytesIO()
    with pikepdf.open(BytesIO(_good())) as pdf:
        pdf.save(written, encryption=pikepdf.Encryption(owner=OPENING_WORD, user=OPENING_WORD))
    return written.getvalue()


def _scan() -> bytes:
    """Return a good resolution as a picture of its page, without text."""
    with pypdfium2.PdfDocument(_good()) as document:
        picture = document[0].render(scale=1.5, grayscale=True).to_pil().convert("L")
    written = BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(612, 792))
        image = pdf.make_stream(picture.tobytes())
        image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        image.Width, image.Height = picture.size
        image.ColorSpace, image.BitsPerComponent = pikepdf.Name.DeviceGray, 8
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Picture=image))
        page.Contents = pdf.make_stream(b"q 612 0 0 792 0 0 cm /Picture Do Q")
        pdf.save(written, deterministic_id=True)
    return written.getvalue()
