"""The page made ready for a screen: head, landmarks, contents, links to each block, and back from each note."""

import base64
import hashlib
import json
import unicodedata
from collections import defaultdict
from xml.etree.ElementTree import Element, SubElement

from pipeline.languages.loader import Language
from pipeline.model.linked import linked_data, source_address
from pipeline.model.resolution import Resolution
from pipeline.render.page.document import document_title
from pipeline.render.page.inline import append_text, drawn

TEXT_ID = "text"
HEADINGS = ("h2", "h3", "h4", "h5", "h6")
HEADED = frozenset({"part", "annex"})
LINKED = frozenset({"formula", "paragraph", "wrap", "closing"})
NAME_LENGTH = 40
# So that neither an HTML nor an XML reader sees markup in the data.
IN_MARKUP = str.maketrans({c: f"\\u{ord(c):04x}" for c in "<>&\x85\u2028\u2029"})


def on_screen(html: Element, resolution: Resolution, language: Language, style: str) -> Element:
    """Return the page for a screen; the tree that is given is the one that is changed."""
    _head(html[0], resolution, language, style)
    body = html[1]
    main = body[0]
    _links(main)
    _tables(main, language)
    _back_links(main, language)
    _permalinks(main, language)
    _sections(main, language)
    header = main[0]
    main.remove(header)
    header.insert(0, _notice(resolution, language))
    _first_heading(main, header)
    skip = Element("a", {"class": "skip", "href": f"#{TEXT_ID}"})
    skip.text = language.output.skip
    body[:] = [skip, header, *_contents(main, language), main, *_footer(resolution)]
    main.attrib.clear()
    main.set("id", TEXT_ID)
    for element in html.iter():
        element.attrib.pop("data-bookmark", None)
        name = element.get("class", "")
        if name.startswith("point "):  # with a level of bookmarks, which paper has
            element.set("class", "point")
        elif name == "alone":
            element.attrib.pop("class")
    return html


def _head(head: Element, resolution: Resolution, language: Language, style: str) -> None:
    data = json.dumps(linked_data(resolution), ensure_ascii=False, indent=1).translate(IN_MARKUP)
    head[:] = [
        Element("meta", {"charset": "utf-8"}),
        Element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        Element("meta", {"http-equiv": "Content-Security-Policy", "content": _policy(style, data)}),
        Element("meta", {"name": "color-scheme", "content": "light dark"}),
    ]
    SubElement(head, "title").text = document_title(resolution)
    SubElement(head, "meta", {"name": "description", "content": description(resolution, language)})
    address = source_address(resolution)
    if address is not None:
        SubElement(head, "link", {"rel": "canonical", "href": address})
    SubElement(head, "style").text = style
    SubElement(head, "script", {"type": "application/ld+json"}).text = data


def _policy(style: str, data: str) -> str:
    """Return the policy that lets nothing load and nothing run (Content Security Policy 3): this style, this data."""
    sheet, block = (base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode() for text in (style, data))
    allowed = f"style-src 'sha256-{sheet}'; script-src 'sha256-{block}'"
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"


def description(resolution: Resolution, language: Language) -> str:
    """Return the description of the page: how the resolution was adopted, and that the copy is unofficial."""
    return " ".join(part for part in (drawn(resolution.adoption.statement or ""), language.output.unofficial) if part)


def _notice(resolution: Resolution, language: Language) -> Element:
    notice = Element("p", {"class": "notice"})
    notice.text = language.output.unofficial
    address = source_address(resolution)
    if address is not None:
        append_text(notice, " ")
        SubElement(notice, "a", {"class": "source", "href": address, "dir": "ltr"}).text = resolution.symbol
    return notice


def _footer(resolution: Resolution) -> list[Element]:
    """Return the foot of the page, which is the job number as at the foot of the paper; nothing where there is none."""
    if not resolution.masthead.job_number:
        return []
    footer = Element("footer")
    SubElement(footer, "p", {"class": "job", "dir": "ltr"}).text = drawn(resolution.masthead.job_number)
    return [footer]


def _first_heading(main: Element, header: Element) -> None:
    """Make the symbol the page's first heading, where the paper has no title."""
    if main.find("h1") is None:
        next(line for line in header.iter("p") if line.get("class") == "symbol").tag = "h1"


def _contents(main: Element, language: Language) -> list[Element]:
    """Return the table of contents as a list of one element: the headings below the title; nothing without any."""
    headings = [element for element in main.iter() if element.tag in HEADINGS and _words(element)]
    if not headings:
        return []
    nav = Element("nav", {"class": "contents", "aria-label": language.output.contents})
    details = SubElement(nav, "details")
    SubElement(details, "summary").text = language.output.contents
    listing = SubElement(details, "ol")
    for heading in headings:
        item = SubElement(listing, "li", {"class": f"level-{heading.tag[1:]}"})
        link = SubElement(item, "a", {"href": f"#{heading.get('id')}"})
        link.text = _words(heading)
    return [nav]


def _links(main: Element) -> None:
    """Name the links of notes for those who do not see where they stand; other links have their own words."""
    for link in main.iter("a"):
        title = link.attrib.pop("title", None)
        if title is not None and link.get("role"):
            link.set("aria-label", title)


def _sections(main: Element, language: Language) -> None:
    """Leave sections to parts and annexes, which have headings; name the notes, which have none."""
    for section in list(main.iter("section")):
        if section.get("role") == "doc-endnotes":
            section.set("aria-label", language.output.notes)
        elif section.get("class") not in HEADED:
            section.tag = "div"


def _tables(main: Element, language: Language) -> None:
    """Put each table in a box of its own that can be scrolled, also by keyboard; an empty header cell heads nothing."""
    for parent in list(main.iter()):
        for place, kid in enumerate(list(parent)):
            if kid.tag == "table":
                parent[place] = _scrolled(kid, language)
    for cell in main.iter("th"):
        if not _words(cell):
            cell.tag = "td"
            cell.attrib.pop("scope", None)


def _scrolled(table: Element, language: Language) -> Element:
    """Return a table in its box; how wide it and its columns are on paper says nothing of a screen."""
    table.attrib.pop("class", None)
    for group in table.findall("colgroup"):
        table.remove(group)
    caption = table.find("caption")
    name = language.output.table if caption is None else _words(caption)
    box = Element("div", {"class": "wide", "role": "group", "aria-label": name, "tabindex": "0"})
    box.append(table)
    box.tail, table.tail = table.tail, None
    return box


def _back_links(main: Element, language: Language) -> None:
    """Lead from each note back to every mark that cites it: the label to the first, a sign behind it to the others."""
    marks: dict[str, list[str]] = defaultdict(list)
    for link in main.iter("a"):
        if link.get("role") == "doc-noteref":
            marks[link.get("href", "")].append(link.get("id", ""))
    for note in main.iter("li"):
        if note.get("class") != "note":
            continue
        for place, mark in enumerate(marks[f"#{note.get('id')}"][1:], 2):
            name = f"{language.output.back.format(marker=_words(note[0]))} ({place})"
            attributes = {"class": "again", "href": f"#{mark}", "role": "doc-backlink", "aria-label": name}
            SubElement(note, "a", attributes)


def _permalinks(main: Element, language: Language) -> None:
    """Give each block a link to itself, so that it can be cited; the sign is drawn by the style, and is no text."""
    for element in list(main.iter()):
        holder: Element | None = None
        if element.tag in HEADINGS or element.get("class", "").partition(" ")[0] in LINKED:
            holder = element
        elif element.tag == "li" and element.get("class") != "note":
            holder = element[0]
        elif element.get("class") == "wide":
            holder, element = element, element[0]
        if holder is not None and element.get("id"):
            name = language.output.permalink.format(name=_name(holder))
            SubElement(holder, "a", {"class": "permalink", "href": f"#{element.get('id')}", "aria-label": name})


def _name(holder: Element) -> str:
    text = unicodedata.normalize("NFC", holder.get("aria-label") or _words(holder))
    return text if len(text) <= NAME_LENGTH else text[:NAME_LENGTH].rstrip() + "…"


def _words(element: Element) -> str:
    """Return the words of an element, note marks left out."""
    return " ".join("".join(_texts(element)).split())


def _texts(element: Element) -> list[str]:
    parts = [element.text or ""]
    for kid in element:
        parts += [] if kid.get("class") == "mark" else _texts(kid)
        parts.append(kid.tail or "")
    return parts
