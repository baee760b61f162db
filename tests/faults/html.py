"""Faults of HTML: of the text and its structure, of what browsers and screen readers do with it, and of safety."""

from base64 import b64encode
from copy import deepcopy
from hashlib import sha256
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree, html

from tests.faults.table import Bench, Kind, last, nth, pair

VOID = {"base", "img", "link", "meta"}


def new(text: str) -> Any:
    """Return an element from its HTML, which is written as XML also."""
    return etree.fromstring(text, parser=html.XHTMLParser())


def _closed(page: Any) -> bytes:
    for element in page.iter(etree.Element):
        if element.text is None and not len(element) and element.tag not in VOID:
            element.text = ""
    written = etree.tostring(page, encoding="unicode", doctype="<!DOCTYPE html>") + "\n"
    for raw in page.iter("style", "script"):
        written = written.replace(escape(raw.text), raw.text)
    return written.encode()


HTML: Bench[Any] = Bench("html", lambda data: new(data.decode()), _closed)
BYTES = Bench("html", bytearray, bytes)
BENCHES = (HTML, BYTES)
fault = HTML.fault


def swap(one: Any, other: Any) -> None:
    """Let two elements change places; the text behind each stays where it is."""
    one.tail, other.tail = other.tail, one.tail
    here, there = new("<i></i>"), new("<i></i>")
    one.addprevious(here)
    other.addprevious(there)
    here.getparent().replace(here, other)
    there.getparent().replace(there, one)


def paragraphs(page: Any) -> list[Any]:
    """Return the paragraphs of the preamble, and those of the points."""
    return list(page.xpath("//main//p[contains(@class, 'paragraph') or contains(@class, 'point')]"))


def wording(page: Any) -> Any:
    """Return a paragraph with a good piece of text at its end, before the link to itself."""
    return nth(found for found in paragraphs(page) if len(found[-2].tail or "") > 5)


@fault(Kind.SEMANTIC)
def digit_other(page: Any) -> None:
    """A number of the resolution is another one."""
    label = nth(label for label in page.xpath("//main//span[@class='label']") if "2" in label.text)
    label.text = label.text.replace("2", "3")


@fault(Kind.SEMANTIC)
def letter_lost(page: Any) -> None:
    """A word is misspelt."""
    before = wording(page)[-2]
    before.tail = before.tail[:2] + before.tail[3:]


@fault(Kind.SEMANTIC)
def letter_of_another_script(page: Any) -> None:
    """A word looks right, and no search finds it."""
    twins = str.maketrans({"e": "е", "a": "а", "ي": "ی", "井": "丼"})
    found = (piece for paragraph in paragraphs(page) for piece in paragraph)
    before = nth(piece for piece in found if piece.tail and piece.tail.translate(twins) != piece.tail)
    before.tail = before.tail.translate(twins)


@fault(Kind.SEMANTIC)
def soft_hyphen_added(page: Any) -> None:
    """A word is not found by a search, since it holds a hyphen that is not seen."""
    before = wording(page)[-2]
    before.tail = before.tail[:3] + "\u00ad" + before.tail[3:]


@fault(Kind.SEMANTIC)
def paragraph_lost(page: Any) -> None:
    """A paragraph of the resolution is missing."""
    nth(paragraphs(page)).drop_tree()


@fault(Kind.SEMANTIC)
def paragraph_invented(page: Any) -> None:
    """A paragraph stands in the resolution that the organ never adopted."""
    nth(paragraphs(page)).addnext(new('<p class="paragraph">Decides to close all wells;</p>'))


@fault(Kind.SEMANTIC)
def paragraph_doubled(page: Any) -> None:
    """A paragraph stands twice."""
    doubled = deepcopy(nth(paragraphs(page)))
    for found in doubled.xpath("descendant-or-self::*[@id]"):
        del found.attrib["id"]
    nth(paragraphs(page)).addnext(doubled)


@fault(Kind.SEMANTIC)
def items_swapped(page: Any) -> None:
    """Points (a) and (b) stand in the wrong order."""
    swap(*pair(page.xpath("//li//li")))


@fault(Kind.SEMANTIC)
def points_flattened(page: Any) -> None:
    """Point (a) is a paragraph beside paragraph 1, not a point of it."""
    point = nth(page.xpath("//main//li//li"))
    point.getparent().getparent().addnext(point)


@fault(Kind.SEMANTIC)
def label_lost(page: Any) -> None:
    """A paragraph cannot be cited."""
    nth(page.xpath("//li//span[@class='label']")).drop_tree()


@fault(Kind.SEMANTIC)
def label_drawn_by_browser(page: Any) -> None:
    """A paragraph has two numbers, the printed one and one that the browser counts."""
    nth(page.xpath("//ol[@class='points']")).set("style", "list-style: decimal")


@fault(Kind.SEMANTIC)
def list_as_blocks(page: Any) -> None:
    """Numbered paragraphs are not announced as a list."""
    for found in page.xpath("//ol[@class='points'] | //ol[@class='points']/li"):
        found.tag = "div"


@fault(Kind.SEMANTIC)
def title_as_paragraph(page: Any) -> None:
    """Whoever jumps from heading to heading never comes to the title."""
    nth(page.xpath("//h1")).tag = "p"


@fault(Kind.SEMANTIC)
def heading_lower(page: Any) -> None:
    """A section seems to be a part of the one before it."""
    last(page.xpath("//h2")).tag = "h3"


@fault(Kind.SEMANTIC)
def heading_silenced(page: Any) -> None:
    """A heading is not announced as one."""
    nth(page.xpath("//h2")).set("role", "presentation")


@fault(Kind.SEMANTIC)
def paragraph_as_heading(page: Any) -> None:
    """A whole paragraph is announced as a heading."""
    nth(paragraphs(page)).tag = "h2"


@fault(Kind.SEMANTIC)
def text_hidden(page: Any) -> None:
    """A paragraph is in the file and not on the page."""
    nth(paragraphs(page)).set("hidden", "")


@fault(Kind.SEMANTIC)
def text_silenced(page: Any) -> None:
    """A paragraph is seen and never read out."""
    nth(paragraphs(page)).set("aria-hidden", "true")


@fault(Kind.SEMANTIC)
def text_said_to_be_other(page: Any) -> None:
    """A paragraph is read out as something else than is seen."""
    paragraph = nth(paragraphs(page))
    paragraph.set("role", "img")
    paragraph.set("aria-label", "Decides nothing.")


@fault(Kind.SEMANTIC)
def text_in_comment(page: Any) -> None:
    """A paragraph is in the source of the page only."""
    paragraph = nth(paragraphs(page))
    paragraph.getparent().replace(paragraph, html.HtmlComment(paragraph.text_content()))


@fault(Kind.SEMANTIC)
def text_folded_away(page: Any) -> None:
    """A paragraph is seen by those who think of unfolding it."""
    folded = new("<details><summary>More</summary></details>")
    paragraph = nth(paragraphs(page))
    paragraph.addprevious(folded)
    folded.append(paragraph)


@fault(Kind.SEMANTIC)
def sheet_hides_text(page: Any) -> None:
    """The paragraphs are not shown, since the style sheet hides them."""
    _restyle(page, "main p { display: none }")


@fault(Kind.SEMANTIC)
def sheet_adds_text(page: Any) -> None:
    """Words are shown in front of each paragraph that stand in no text."""
    _restyle(page, "main p::before { content: 'not ' }")


@fault(Kind.SEMANTIC)
def opening_words_plain(page: Any) -> None:
    """The words that say what the organ does no longer stand out."""
    nth(page.xpath("//main//*[contains(@class, 'opening')]")).drop_tag()


@fault(Kind.SEMANTIC)
def note_mark_dead(page: Any) -> None:
    """The mark of a note leads nowhere."""
    nth(page.xpath("//a[@role='doc-noteref']")).set("href", "#nowhere")


@fault(Kind.SEMANTIC)
def note_mark_of_another(page: Any) -> None:
    """The mark of a note leads to another note."""
    one, other = pair(page.xpath("//a[@role='doc-noteref']"))
    one.set("href", other.get("href"))


@fault(Kind.SEMANTIC)
def note_mark_plain(page: Any) -> None:
    """The mark of a note is a raised figure, and leads nowhere."""
    nth(page.xpath("//a[@role='doc-noteref']")).drop_tag()


@fault(Kind.SEMANTIC)
def note_mark_moved(page: Any) -> None:
    """A note stands on another word."""
    mark = nth(mark for mark in page.xpath("//sup[@class='mark']") if mark.getprevious() is not None)
    mark.getprevious().addprevious(mark)


@fault(Kind.SEMANTIC)
def note_mark_said_to_be_another(page: Any) -> None:
    """A screen reader says another number for the mark of a note."""
    nth(page.xpath("//a[@role='doc-noteref']")).set("aria-label", "Footnote 9")


@fault(Kind.SEMANTIC)
def way_back_to_another_mark(page: Any) -> None:
    """From a note one comes back to another place of the text."""
    one, other = pair(page.xpath("//span[@class='note-label']/a"))
    one.set("href", other.get("href"))


@fault(Kind.SEMANTIC)
def notes_swapped(page: Any) -> None:
    """A mark leads to the text of another note."""
    one, other = pair(page.xpath("//li[@class='note']"))
    first, second = one.get("id"), other.get("id")
    one.set("id", second)
    other.set("id", first)


@fault(Kind.SEMANTIC)
def note_lost(page: Any) -> None:
    """A note is missing."""
    last(page.xpath("//li[@class='note']")).drop_tree()


@fault(Kind.SEMANTIC)
def notes_not_announced(page: Any) -> None:
    """The notes are read as the end of the annex."""
    notes = nth(page.xpath("//section[@class='notes']"))
    del notes.attrib["role"], notes.attrib["aria-label"]


@fault(Kind.SEMANTIC)
def link_retargeted(page: Any) -> None:
    """A cited resolution opens another one."""
    nth(page.xpath("//a[@class='external']")).set("href", "https://undocs.org/en/A/RES/1/1")


@fault(Kind.SEMANTIC)
def link_lost(page: Any) -> None:
    """A cited document can no longer be opened."""
    nth(page.xpath("//a[@class='external']")).drop_tag()


@fault(Kind.SEMANTIC)
def link_runs_script(page: Any) -> None:
    """A link runs a program."""
    nth(page.xpath("//a[@class='external']")).set("href", "javascript:alert(1)")


@fault(Kind.SEMANTIC)
def id_lost(page: Any) -> None:
    """A link from outside to one paragraph opens the beginning."""
    del nth(page.xpath("//main//*[contains(@id, 'para_1')]")).attrib["id"]


@fault(Kind.SEMANTIC)
def ids_swapped(page: Any) -> None:
    """Links to two paragraphs open each other's."""
    one, other = pair(page.xpath("//main//li[starts-with(@id, 'para_') and contains(@id, 'point')]"))
    first, second = one.get("id"), other.get("id")
    one.set("id", second)
    other.set("id", first)


@fault(Kind.FORMAL)
def id_doubled(page: Any) -> None:
    """A link from outside may open either of two paragraphs."""
    one, other = pair(page.xpath("//main//li[@id]"))
    other.set("id", one.get("id"))


@fault(Kind.SEMANTIC)
def permalink_of_another(page: Any) -> None:
    """Whoever copies the link to a paragraph sends that of another."""
    one, other = pair(page.xpath("//a[@class='permalink']"))
    one.set("href", other.get("href"))


@fault(Kind.SEMANTIC)
def contents_lead_elsewhere(page: Any) -> None:
    """An entry of the contents opens another section."""
    last(page.xpath("//nav//a")).set("href", "#title")


@fault(Kind.SEMANTIC)
def contents_named_otherwise(page: Any) -> None:
    """An entry of the contents has another name than its section."""
    last(page.xpath("//nav//a")).text = "Annex IV"


@fault(Kind.SEMANTIC)
def skip_link_dead(page: Any) -> None:
    """Whoever uses the keyboard cannot pass over the masthead."""
    nth(page.xpath("//a[@class='skip']")).set("href", "#nowhere")


@fault(Kind.SEMANTIC)
def header_cell_as_data(page: Any) -> None:
    """The column of a figure is not said."""
    cell = nth(page.xpath("//th"))
    cell.tag = "td"
    del cell.attrib["scope"]


@fault(Kind.SEMANTIC)
def scope_wrong(page: Any) -> None:
    """The name of a column is taken for that of a row."""
    nth(page.xpath("//th")).set("scope", "row")


@fault(Kind.SEMANTIC)
def cells_swapped(page: Any) -> None:
    """Two figures of a table stand in each other's column."""
    swap(*pair(page.xpath("//tbody//td")))


@fault(Kind.SEMANTIC)
def table_for_layout(page: Any) -> None:
    """A table is read as loose words."""
    nth(page.xpath("//table")).set("role", "presentation")


@fault(Kind.SEMANTIC)
def language_of_page(page: Any) -> None:
    """The whole text is read with the voice of another language."""
    page.set("lang", "pt")


@fault(Kind.SEMANTIC)
def language_of_run(page: Any) -> None:
    """Words of another language are read with the wrong voice."""
    nth(page.xpath("//body//*[@lang]")).set("lang", "pt")


@fault(Kind.SEMANTIC)
def language_of_run_lost(page: Any) -> None:
    """Words of another language are read with the voice of the document."""
    del nth(page.xpath("//body//*[@lang]")).attrib["lang"]


@fault(Kind.SEMANTIC)
def language_of_paragraph(page: Any) -> None:
    """One paragraph is read with the voice of another language."""
    nth(paragraphs(page)).set("lang", "pt")


@fault(Kind.SEMANTIC)
def direction_turned(page: Any) -> None:
    """The text runs from the wrong side."""
    page.set("dir", "rtl" if page.get("dir") == "ltr" else "ltr")


@fault(Kind.SEMANTIC)
def direction_of_paragraph(page: Any) -> None:
    """A paragraph runs from the wrong side, its stop at the wrong end."""
    nth(paragraphs(page)).set("dir", "rtl" if page.get("dir") == "ltr" else "ltr")


@fault(Kind.SEMANTIC)
def title_of_another(page: Any) -> None:
    """The window and every search result name another resolution."""
    nth(page.xpath("//title")).text = "A/RES/1/1 Another resolution"


@fault(Kind.SEMANTIC)
def original_elsewhere(page: Any) -> None:
    """Search engines take another resolution for the original of this one."""
    nth(page.xpath("//link[@rel='canonical']")).set("href", "https://docs.un.org/en/A/RES/1/1")


@fault(Kind.SEMANTIC)
def data_of_another(page: Any) -> None:
    """Search engines are told the symbol of another resolution."""
    data = nth(page.xpath("//script"))
    _repermit(page, data, data.text.replace('"legislationIdentifier": "A/', '"legislationIdentifier": "B/'))


@fault(Kind.SEMANTIC)
def masthead_other(page: Any) -> None:
    """The page names another symbol than the resolution has."""
    nth(page.xpath("//p[@class='symbol']/span[@class='number']")).text = "/RES/1/1"


@fault(Kind.SEMANTIC)
def notice_lost(page: Any) -> None:
    """Nothing says that the copy is unofficial."""
    nth(page.xpath("//p[@class='notice']")).drop_tree()


@fault(Kind.SEMANTIC)
def zoom_forbidden(page: Any) -> None:
    """Whoever sees badly cannot enlarge the page on a phone."""
    nth(page.xpath("//meta[@name='viewport']")).set("content", "width=device-width, user-scalable=no")


@fault(Kind.SEMANTIC)
def protection_lost(page: Any) -> None:
    """A program that found its way into the page is run."""
    nth(page.xpath("//meta[@http-equiv]")).drop_tree()


@fault(Kind.SEMANTIC)
def script_added(page: Any) -> None:
    """A program runs when the page is opened."""
    page.find("body").append(new("<script>alert(1)</script>"))


@fault(Kind.SEMANTIC)
def script_on_event(page: Any) -> None:
    """A program runs when a paragraph is touched."""
    nth(paragraphs(page)).set("onclick", "alert(1)")


@fault(Kind.SEMANTIC)
def picture_elsewhere(page: Any) -> None:
    """Opening the page tells somebody else that it was opened."""
    page.find("body").append(new('<img src="https://example.org/x.png" alt=""/>'))


@fault(Kind.SEMANTIC)
def frame_added(page: Any) -> None:
    """A foreign page is shown in the middle of the resolution."""
    nth(paragraphs(page)).addnext(new('<iframe src="https://example.org/" title="x"></iframe>'))


@fault(Kind.SEMANTIC)
def page_sent_elsewhere(page: Any) -> None:
    """After a second another page is shown."""
    page.find("head").append(new('<meta http-equiv="refresh" content="1; url=https://example.org/"/>'))


@fault(Kind.SEMANTIC)
def base_elsewhere(page: Any) -> None:
    """Every link inside the page leads to another site."""
    page.find("head").insert(0, new('<base href="https://example.org/"/>'))


@fault(Kind.SEMANTIC)
def text_can_be_edited(page: Any) -> None:
    """Whoever touches the text changes it, and prints what was never adopted."""
    nth(page.xpath("//main")).set("contenteditable", "true")


@BYTES.fault(Kind.FORMAL)
def cut_short(data: bytearray) -> None:
    """The download broke off."""
    del data[len(data) * 9 // 10 :]


@BYTES.fault(Kind.SEMANTIC)
def quirks(data: bytearray) -> None:
    """Browsers show the page by the rules of 1998."""
    data[:] = data.replace(b"<!DOCTYPE html>", b"", 1)


@BYTES.fault(Kind.FORMAL)
def written_in_latin_1(data: bytearray) -> None:
    """Letters with accents, and all of Chinese and Arabic, are shown as other signs."""
    data[:] = data.replace(b'charset="utf-8"', b'charset="iso-8859-1"', 1)


FAULTS = (*HTML.faults, *BYTES.faults)


def _restyle(page: Any, rule: str) -> None:
    sheet = nth(page.xpath("//style"))
    _repermit(page, sheet, f"{sheet.text}\n{rule}")


def _repermit(page: Any, element: Any, text: str) -> None:
    """Give a style sheet or script another text, and let the page's policy permit it."""
    policy = nth(page.xpath("//meta[@http-equiv='Content-Security-Policy']"))
    before, after = (b64encode(sha256(found.encode()).digest()).decode() for found in (element.text, text))
    element.text = text
    policy.set("content", policy.get("content").replace(before, after))
