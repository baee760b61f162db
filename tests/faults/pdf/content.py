"""Faults of what is painted, and of the characters that it stands for."""

import re

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.faults.pdf.opened import (
    Instructions,
    around,
    bench,
    elements,
    fonts,
    inside,
    kids,
    marks,
    moved,
    other_digit,
    paint,
    reglyph,
    repaint,
    rewrite,
    sentence,
    shown,
    steps_of,
    to_unicode,
    wording,
)
from tests.faults.table import Kind, NothingToDamage, last, nth, pair

PDF = bench()
FAULTS = PDF.faults
fault = PDF.fault


@fault(Kind.SEMANTIC)
def digit_other(pdf: Pdf) -> None:
    """A number of the resolution is another one."""
    reglyph(pdf, other_digit)


@fault(Kind.SEMANTIC)
def letter_other(pdf: Pdf) -> None:
    """A word is misspelt."""
    reglyph(pdf, lambda character: {"e": "a", "ر": "د", "的": "大"}.get(character, character))


@fault(Kind.SEMANTIC)
def text_as_artifact(pdf: Pdf) -> None:
    """A paragraph is seen on the page and counted as decoration."""
    paragraph = wording(pdf)
    for mark in marks(paragraph):
        rewrite(pdf, mark, lambda steps: [*steps_of(pdf, b"/Artifact BMC"), *steps[1:]])
    paragraph.K = Array([kid for kid in kids(paragraph) if not isinstance(kid, int)])


@fault(Kind.SEMANTIC)
def text_not_painted(pdf: Pdf) -> None:
    """A paragraph is announced, and nothing is there."""
    rewrite(pdf, sentence(pdf), lambda steps: [steps[0], steps[-1]])


@fault(Kind.SEMANTIC)
def text_invisible(pdf: Pdf) -> None:
    """A paragraph is read out that nobody sees."""
    inside(pdf, sentence(pdf), b"3 Tr", b"0 Tr")


@fault(Kind.SEMANTIC)
def text_white(pdf: Pdf) -> None:
    """A paragraph is white on white."""
    around(pdf, sentence(pdf), b"1 1 1 rg", b"0 0 0 rg")


@fault(Kind.SEMANTIC)
def text_pale(pdf: Pdf) -> None:
    """A paragraph is too pale to be read by most."""
    around(pdf, sentence(pdf), b"0.93 0.93 0.93 rg", b"0 0 0 rg")


@fault(Kind.SEMANTIC)
def text_transparent(pdf: Pdf) -> None:
    """The pages look empty."""
    states = pdf.pages[0].obj.Resources.ExtGState
    for state in states.keys():  # noqa: SIM118 - a dictionary of a PDF is no Mapping
        states[state] = Dictionary(CA=0, ca=0)


@fault(Kind.SEMANTIC)
def text_off_the_page(pdf: Pdf) -> None:
    """A paragraph is painted where the page has no paper."""
    moved(pdf, sentence(pdf), (1, 0, 0, -1, 5000, 5000))


@fault(Kind.SEMANTIC)
def text_over_other_text(pdf: Pdf) -> None:
    """Two paragraphs are painted one upon the other, and neither can be read."""
    moved(pdf, sentence(pdf), (1, 0, 0, -1, 236, 386))


@fault(Kind.SEMANTIC)
def text_tiny(pdf: Pdf) -> None:
    """A paragraph is a line too small to see."""
    moved(pdf, sentence(pdf), (0.01, 0, 0, -0.01, 236, 820))


@fault(Kind.SEMANTIC)
def text_clipped(pdf: Pdf) -> None:
    """A paragraph is cut off."""
    around(pdf, sentence(pdf), b"q 0 0 1 1 re W n", b"Q")


@fault(Kind.SEMANTIC)
def text_covered(pdf: Pdf) -> None:
    """Half of a page lies under a white sheet."""
    paint(pdf, pdf.pages[0].obj, b"/Artifact BMC q 1 1 1 rg 0 396 612 396 re f Q EMC")


@fault(Kind.SEMANTIC)
def letters_crowded(pdf: Pdf) -> None:
    """The letters of a paragraph lie upon each other."""
    inside(pdf, sentence(pdf), b"-9 Tc", b"0 Tc")


@fault(Kind.SEMANTIC)
def letters_squeezed(pdf: Pdf) -> None:
    """A paragraph is squeezed to a stroke."""
    inside(pdf, sentence(pdf), b"2 Tz", b"100 Tz")


@fault(Kind.SEMANTIC)
def text_mirrored(pdf: Pdf) -> None:
    """A paragraph stands upside down."""
    around(pdf, sentence(pdf), b"q 1 0 0 -1 0 1000 cm", b"Q")


@fault(Kind.SEMANTIC)
def text_struck_out(pdf: Pdf) -> None:
    """A resolution is stamped over from corner to corner."""
    paint(pdf, pdf.pages[0].obj, b"/Artifact BMC q 0 0 0 RG 60 w 0 0 m 612 792 l S Q EMC")


@fault(Kind.SEMANTIC)
def words_swapped(pdf: Pdf) -> None:
    """Two pieces of a sentence are painted, and copied, in each other's place."""
    one, other = pair(mark for p in elements(pdf, "P") if len(marks(p)) > 1 for mark in marks(p))
    first, second = shown(one), shown(other)
    rewrite(pdf, one, lambda steps: [steps[0], *second, steps[-1]])
    rewrite(pdf, other, lambda steps: [steps[0], *first, steps[-1]])


@fault(Kind.SEMANTIC)
def text_painted_twice(pdf: Pdf) -> None:
    """A paragraph stands on the page a second time, as decoration."""
    mark = sentence(pdf)
    copied = pikepdf.unparse_content_stream(shown(mark))
    placed = b"q 1 0 0 -1 0 792 cm 0.75 0 0 0.75 0 200 cm 0 0 0 rg "
    paint(pdf, mark.page, b"/Artifact BMC " + placed + copied + b" Q EMC")


@fault(Kind.SEMANTIC)
def paragraph_invented(pdf: Pdf) -> None:
    """A paragraph stands in the resolution that the organ never adopted."""
    model = wording(pdf)
    mark = marks(model)[-1]
    entries = pdf.Root.StructTreeRoot.ParentTree.Nums[2 * int(mark.page.StructParents) + 1]
    number = len(entries)
    begin = steps_of(pdf, f"/Span <</MCID {number}>> BDC".encode())
    rewrite(pdf, mark, lambda steps: [*steps, *begin, *steps[1:]])
    parent = model.P
    added = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, P=parent, Pg=mark.page, K=Array([number])))
    entries.append(added)
    parent.K.append(added)


@fault(Kind.SEMANTIC)
def character_stands_for_another(pdf: Pdf) -> None:
    """What is seen as one letter is copied, searched and read out as another."""
    font = nth(font for font in fonts(pdf) if len(to_unicode(font)) > 20)
    glyph, character = list(to_unicode(font).items())[5]
    wrong = "0071" if character != "0071" else "007a"
    font.ToUnicode = _mapped(pdf, font, f"<{glyph}> <{character}>", f"<{glyph}> <{wrong}>")


@fault(Kind.SEMANTIC)
def character_stands_for_its_twin(pdf: Pdf) -> None:
    """A letter is copied as one of another script that looks the same, and no search finds the word."""
    twins = {"0061": "0430", "0065": "0435", "064a": "06cc", "5927": "2f24"}
    found = ((font, glyph, plain) for font in fonts(pdf) for glyph, plain in to_unicode(font).items() if plain in twins)
    font, glyph, plain = nth(found)
    font.ToUnicode = _mapped(pdf, font, f"<{glyph}> <{plain}>", f"<{glyph}> <{twins[plain]}>")


@fault(Kind.SEMANTIC)
def shapes_of_digits_swapped(pdf: Pdf) -> None:
    """A reader sees 2 where the text that is copied says 1."""
    found = [font for font in fonts(pdf) if font.DescendantFonts[0].Subtype == Name.CIDFontType2]
    glyphs = [({character: glyph for glyph, character in to_unicode(font).items()}, font) for font in found]
    both = [(of["0031"], of["0032"], font.DescendantFonts[0]) for of, font in glyphs if {"0031", "0032"} <= set(of)]
    if not both:
        raise NothingToDamage
    for one, two, font in both:
        order = {int(one, 16): int(two, 16), int(two, 16): int(one, 16)}
        mapped = b"".join(order.get(glyph, glyph).to_bytes(2, "big") for glyph in range(0x10000))
        font.CIDToGIDMap = pdf.make_stream(mapped)


@fault(Kind.FORMAL)
def font_programs_swapped(pdf: Pdf) -> None:
    """The glyphs of one font are painted with the shapes of another, as other letters or as boxes."""
    first, second = pair(font.DescendantFonts[0].FontDescriptor for font in fonts(pdf) if len(to_unicode(font)) > 9)
    key = nth(key for key in ("/FontFile2", "/FontFile3") if key in first and key in second)
    first[key], second[key] = second[key], first[key]


@fault(Kind.FORMAL)
def characters_unknown(pdf: Pdf) -> None:
    """Nothing in this type can be copied or read out."""
    del fonts(pdf)[0].ToUnicode


@fault(Kind.FORMAL)
def font_not_embedded(pdf: Pdf) -> None:
    """Each computer shows other letters."""
    descriptor = fonts(pdf)[0].DescendantFonts[0].FontDescriptor
    del descriptor[nth(key for key in ("/FontFile2", "/FontFile3") if key in descriptor)]


@fault(Kind.SEMANTIC, mild=True)
def page_number_other(pdf: Pdf) -> None:
    """The last page says that it is another one."""
    page = pdf.pages[-1].obj
    painted: Instructions = list(pikepdf.parse_content_stream(page))
    footer = [n for n, step in enumerate(painted) if "/Footer" in str(step.operands)]
    at = nth(n for begin in footer for n in range(begin, begin + 8) if str(painted[n].operator) == "TJ")
    codes = b"".join(bytes(item) for item in painted[at].operands[0] if isinstance(item, String))
    shown = painted[at].operands[0]
    while len(shown) > 1:
        del shown[-1]
    shown[0] = String(codes[2:4] + codes[2:])
    repaint(pdf, page, painted)


@fault(Kind.SEMANTIC, mild=True)
def running_head_gone(pdf: Pdf) -> None:
    """A page that is printed alone does not say of which resolution it is."""
    page = pdf.pages[-1].obj
    painted: Instructions = list(pikepdf.parse_content_stream(page))
    kept, inside_head = [], False
    for step in painted:
        inside_head = (inside_head or "/Header" in str(step.operands)) and str(step.operator) != "EMC"
        if not (inside_head and str(step.operator) == "TJ"):
            kept.append(step)
    if len(kept) == len(painted):
        raise NothingToDamage
    repaint(pdf, page, kept)


@fault(Kind.SEMANTIC)
def layer_hidden(pdf: Pdf) -> None:
    """A paragraph stands in a layer that is switched off."""
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("layer")))
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array([layer]), D=Dictionary(Name=String("d"), OFF=Array([layer]), Order=Array([layer]))
    )
    mark = sentence(pdf)
    mark.page.Resources.Properties = Dictionary(hidden=layer)
    around(pdf, mark, b"/OC /hidden BDC", b"EMC")


@fault(Kind.SEMANTIC, mild=True)
def order_of_painting(pdf: Pdf) -> None:
    """Whoever copies from the page gets the last paragraph first."""
    page = pdf.pages[0].obj
    painted: Instructions = list(pikepdf.parse_content_stream(page))
    begins = [n for n, step in enumerate(painted) if str(step.operator) == "BDC" and "/MCID" in str(step.operands)]
    begin = last(begins)
    end = nth(n for n in range(begin, len(painted)) if str(painted[n].operator) == "EMC") + 1
    moved, rest = painted[begin:end], painted[:begin] + painted[end:]
    repaint(pdf, page, [*rest[: begins[0]], *moved, *rest[begins[0] :]])


def _mapped(pdf: Pdf, font: pikepdf.Object, before: str, after: str) -> pikepdf.Stream:
    return pdf.make_stream(re.sub(re.escape(before), after, font.ToUnicode.read_bytes().decode()).encode())
