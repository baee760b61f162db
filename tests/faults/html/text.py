"""Faults of the text of a page: its words, headings, points, notes and tables, seen and read out."""

import re
from copy import deepcopy
from typing import Any

from lxml import html

from tests.faults.html.opened import bench, new, paragraphs, restyle, wording
from tests.faults.table import Kind, last, nth, pair
from tests.faults.trees import swap, swap_values

HTML = bench()
FAULTS = HTML.faults
fault = HTML.fault


@fault(Kind.SEMANTIC)
def digit_other(page: Any) -> None:
    """A number in a sentence is another one."""
    found = nth(piece for piece in page.xpath("//main//*[@id]//*") if re.search(r"\d", piece.tail or ""))
    found.tail = re.sub(r"\d", lambda digit: str(9 - int(digit[0])), found.tail)


@fault(Kind.SEMANTIC)
def label_other(page: Any) -> None:
    """Paragraph 2 is shown as paragraph 3."""
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
    restyle(page, "main p { display: none }")


@fault(Kind.SEMANTIC)
def sheet_adds_text(page: Any) -> None:
    """Words are shown in front of each paragraph that stand in no text."""
    restyle(page, "main p::before { content: 'not ' }")


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
    swap_values(*pair(page.xpath("//li[@class='note']")), "id")


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
