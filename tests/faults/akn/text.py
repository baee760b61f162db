"""Faults of the text: its words, headings, points, notes and tables."""

import re
from copy import deepcopy
from typing import Any

from tests.faults.akn.opened import SPACE, SPACES, bench, body, find, name, new, wording
from tests.faults.table import Kind, last, nth, pair
from tests.faults.trees import drop, swap

AKN = bench()
FAULTS = AKN.faults
fault = AKN.fault


@fault(Kind.SEMANTIC)
def digit_other(root: Any) -> None:
    """A figure of a table is another one."""
    text = nth(text for text in find(root, "//a:td/a:p") if re.search(r"\d", text.text or ""))
    text.text = re.sub(r"\d", lambda digit: str(9 - int(digit[0])), text.text)


@fault(Kind.SEMANTIC)
def label_other(root: Any) -> None:
    """Paragraph 2 is given as paragraph 3."""
    label = nth(label for label in find(root, "//a:num") if "2" in (label.text or ""))
    label.text = label.text.replace("2", "3")


@fault(Kind.SEMANTIC)
def letter_lost(root: Any) -> None:
    """A word is misspelt."""
    before = wording(root)
    before.tail = before.tail[:2] + before.tail[3:]


@fault(Kind.SEMANTIC)
def letter_of_another_script(root: Any) -> None:
    """A word looks right, and no search finds it."""
    twins = str.maketrans({"e": "е", "a": "а", "ي": "ی", "人": "⼈", "大": "⼤"})
    text = nth(found for found in body(root) if (found.text or "").translate(twins) != (found.text or ""))
    text.text = text.text.translate(twins)


@fault(Kind.SEMANTIC)
def space_lost(root: Any) -> None:
    """Two words are written as one."""
    text = nth(found for found in body(root) if " " in (found.text or "").strip())
    text.text = text.text.replace(" ", "", 1)


@fault(Kind.SEMANTIC)
def spaces_not_kept(root: Any) -> None:
    """Programs may join words, since nothing says that spaces count."""
    del nth(body(root)).attrib[SPACE]


@fault(Kind.SEMANTIC)
def paragraph_lost(root: Any) -> None:
    """A paragraph of the resolution is missing."""
    drop(nth(find(root, "//a:preamble/a:container")))


@fault(Kind.SEMANTIC)
def paragraph_invented(root: Any) -> None:
    """A paragraph stands in the resolution that the organ never adopted."""
    block = '<container name="Noting"><p>Noting nothing,</p></container>'
    nth(find(root, "//a:preamble/a:container")).addnext(new(block))


@fault(Kind.SEMANTIC)
def paragraph_doubled(root: Any) -> None:
    """A paragraph stands twice."""
    block = nth(find(root, "//a:preamble/a:container"))
    doubled = deepcopy(block)
    for found in find(doubled, "descendant-or-self::*[@eId]"):
        del found.attrib["eId"]
    block.addnext(doubled)


@fault(Kind.SEMANTIC)
def points_swapped(root: Any) -> None:
    """Points (a) and (b) stand in the wrong order."""
    swap(*pair(find(root, "//a:point")))


@fault(Kind.SEMANTIC)
def points_flattened(root: Any) -> None:
    """A point of a point is a point of the paragraph."""
    point = nth(find(root, "//a:point/a:point"))
    point.getparent().addnext(point)


@fault(Kind.SEMANTIC)
def annex_lost(root: Any) -> None:
    """The annex is missing."""
    drop(nth(find(root, "//a:attachments")))


@fault(Kind.SEMANTIC)
def closing_lost(root: Any) -> None:
    """Nothing says when the resolution was adopted."""
    drop(last(find(root, "//a:conclusions/a:p")))


@fault(Kind.SEMANTIC)
def label_lost(root: Any) -> None:
    """A paragraph cannot be cited."""
    drop(nth(find(root, "//a:paragraph/a:num")))


@fault(Kind.SEMANTIC)
def labels_swapped(root: Any) -> None:
    """Two points have each other's letter."""
    one, other = pair(find(root, "//a:point/a:num"))
    one.text, other.text = other.text, one.text


@fault(Kind.SEMANTIC)
def heading_other(root: Any) -> None:
    """A section has another heading."""
    nth(find(root, "//a:section/a:heading")).text = "Other matters"


@fault(Kind.SEMANTIC)
def heading_level_other(root: Any) -> None:
    """A section is set as if it were a part of the one before it."""
    section = last(find(root, "//a:section[@class]"))
    section.set("class", "level_4")


@fault(Kind.SEMANTIC)
def opening_other(root: Any) -> None:
    """The words that say what the organ does are cut in another place."""
    text, attribute = nth(find(root, "//a:p[@p:opening]")), f"{{{SPACES['p']}}}opening"
    start, end = text.get(attribute).split()
    text.set(attribute, f"{start} {int(end) + 1}")


@fault(Kind.SEMANTIC)
def opening_words_plain(root: Any) -> None:
    """The words that say what the organ does no longer stand out."""
    words = nth(find(root, "//a:p/a:i | //a:p/a:b"))
    words.tag = name("u")


@fault(Kind.SEMANTIC)
def text_after_points_as_paragraph(root: Any) -> None:
    """Words that belong to paragraph 1 stand as a paragraph of their own."""
    wrap = nth(find(root, "//a:wrapUp"))
    paragraph = wrap.getparent()
    holder = new("<paragraph><content/></paragraph>")
    holder.set("eId", wrap.attrib.pop("eId"))
    paragraph.addnext(holder)
    holder[0].append(wrap[0])
    paragraph.remove(wrap)


@fault(Kind.SEMANTIC)
def note_moved(root: Any) -> None:
    """A note stands on another word."""
    note = nth(find(root, "//a:authorialNote[preceding-sibling::* or parent::a:p/text()]"))
    paragraph = note.getparent()
    drop(note)
    note.tail, paragraph.text = paragraph.text, None
    paragraph.insert(0, note)


@fault(Kind.SEMANTIC)
def note_lost(root: Any) -> None:
    """A note is missing."""
    drop(last(find(root, "//a:authorialNote")))


@fault(Kind.SEMANTIC)
def notes_swapped(root: Any) -> None:
    """Two notes have each other's text."""
    swap(*pair(find(root, "//a:authorialNote/a:p[1]")))


@fault(Kind.SEMANTIC)
def note_marker_other(root: Any) -> None:
    """A note has the number of another."""
    nth(find(root, "//a:authorialNote")).set("marker", "9")


@fault(Kind.SEMANTIC)
def repeated_mark_of_another(root: Any) -> None:
    """A second mark of a note leads to another note."""
    nth(find(root, "//a:noteRef")).set("href", "#note_2")


@fault(Kind.SEMANTIC)
def repeated_mark_dead(root: Any) -> None:
    """A second mark of a note leads nowhere."""
    nth(find(root, "//a:noteRef")).set("href", "#nowhere")


@fault(Kind.SEMANTIC)
def header_cell_as_data(root: Any) -> None:
    """The columns of a table have no names."""
    nth(find(root, "//a:th")).tag = name("td")


@fault(Kind.SEMANTIC)
def cells_swapped(root: Any) -> None:
    """Two figures of a table stand in each other's column."""
    swap(*pair(find(root, "//a:td")))


@fault(Kind.SEMANTIC)
def column_span_other(root: Any) -> None:
    """A cell over two columns stands over one."""
    del nth(find(root, "//a:td[@colspan]")).attrib["colspan"]


@fault(Kind.SEMANTIC)
def caption_lost(root: Any) -> None:
    """A table has no name."""
    drop(nth(find(root, "//a:table/a:caption")))


@fault(Kind.SEMANTIC)
def title_other(root: Any) -> None:
    """The resolution has the title of another one."""
    nth(find(root, "//a:preface//a:docTitle")).text = "Another resolution"
