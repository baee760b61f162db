"""The page made ready for paper: each note at its first mark, so that it can stand at the foot of that page."""

from xml.etree.ElementTree import Element

from pipeline.render.page.inline import SOFT_HYPHEN

NOWHERE = "https://link.invalid/"


def on_paper(html: Element) -> Element:
    """Return the page with its cited notes moved to their marks; the tree that is given is the one that is changed.

    The targets of links move to `data-href`, so that the engine measures the links but never reads a source's address.
    """
    parents = {child: parent for parent in html.iter() for child in parent}
    notes = {item.get("id"): item for item in html.iter("li") if item.get("class") == "note"}
    for link in list(html.iter("a")):
        if link.get("class") == "external":
            link.set("data-href", link.get("href", ""))
            link.set("href", NOWHERE)
        elif link.get("role") == "doc-noteref":
            note = notes.pop(link.get("href", "").removeprefix("#"), None)
            if note is not None:
                parents[note].remove(note)
                _move(note, parents[link], parents[parents[link]])
    _listing(html, parents)
    _without_soft_hyphens(html)
    return html


def _without_soft_hyphens(html: Element) -> None:
    """Leave out soft hyphens: words are never divided on paper, and some readers would show them."""
    for element in html.iter():
        element.text = element.text and element.text.replace(SOFT_HYPHEN, "")
        element.tail = element.tail and element.tail.replace(SOFT_HYPHEN, "")
        element.attrib.update({name: value.replace(SOFT_HYPHEN, "") for name, value in element.attrib.items()})


def _move(note: Element, mark: Element, parent: Element) -> None:
    note.tag = "span"
    note.attrib.update({"class": "footnote", "role": "doc-footnote"})
    note.tail, mark.tail = mark.tail, None
    parent.insert(list(parent).index(mark) + 1, note)


def _listing(html: Element, parents: dict[Element, Element]) -> None:
    """Leave the notes that no mark cites as blocks of their own, or nothing of their list where there is none."""
    for section in [section for section in html.iter("section") if section.get("role") == "doc-endnotes"]:
        listing = section[0]
        if not len(listing):
            parents[section].remove(section)
        for element in [listing, *listing]:
            element.tag = "div"
