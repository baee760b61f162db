"""The structure tree itself: standard types, lists, identifiers, the parent tree, links and their sentences."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pikepdf

from pipeline.languages.loader import Language
from pipeline.model.finding import Finding
from pipeline.render.page.compare import same_words
from pipeline.render.page.units import comparable
from pipeline.render.pdf import kinds
from pipeline.render.pdf.numbering import numbering
from pipeline.render.pdf.structure import STANDARD, Annotation, Element, Words

CHILDREN = {"L": {"LI"}, "LI": {"Lbl", "LBody"}, "TR": {"TH", "TD"}, "THead": {"TR"}, "TBody": {"TR"}}
Contents = dict[tuple[int, int], str]
HOLE = "\N{OBJECT REPLACEMENT CHARACTER}"  # stands for a text that is yet to come


def structure_findings(
    pdf: pikepdf.Pdf, document: Element, contents: Contents, language: Language
) -> Iterator[Finding]:
    """Yield what is wrong with a structure tree, whatever the resolution says (ISO 14289-1, 7)."""
    for element in document.elements():
        yield from _element(element, contents)
    identifiers = Counter(element.id for element in document.elements() if element.id)
    for identifier, count in identifiers.items():
        if count > 1:
            yield kinds.STRUCTURE.at(block=identifier, expected="one element", found=f"{count} elements")
    yield from _identifier_tree(pdf, document)
    yield from _parent_tree(pdf, document)
    yield from _annotations(pdf, document)
    yield from _links(document, contents, language)


def _element(element: Element, contents: Contents) -> Iterator[Finding]:
    if element.role not in STANDARD:
        yield kinds.STRUCTURE.at(block=element.id, expected="a standard structure type", found=element.role)
    allowed = CHILDREN.get(element.role)
    for kid in element.kids:
        if allowed is not None and (not isinstance(kid, Element) or kid.role not in allowed):
            found = kid.role if isinstance(kid, Element) else "text"
            yield kinds.STRUCTURE.at(block=element.id, expected=sorted(allowed), found=f"{found} in {element.role}")
    if element.replaced:
        yield kinds.STRUCTURE.at(block=element.id, expected="its own text", found=f"{element.replaced} in its place")
    if element.role == "L":
        yield from _list(element, contents)


def _list(element: Element, contents: Contents) -> Iterator[Finding]:
    items = [kid for kid in element.kids if isinstance(kid, Element)]
    wanted = numbering([(item.id or "", _text(item, contents)) for item in items])
    found = element.attributes.get("ListNumbering")
    if found != wanted:
        yield kinds.STRUCTURE.at(block=items[0].id if items else None, expected=wanted, found=found)


def _text(element: Element, contents: Contents) -> str:
    return "".join(contents.get((leaf.page, leaf.mcid), "") for leaf in element.leaves() if isinstance(leaf, Words))


def order_findings(document: Element, language: Language) -> Iterator[Finding]:
    """Yield labels that are read after what they label, and a document that runs in another direction than its text."""
    mode = document.attributes.get("WritingMode")
    if language.direction == "rtl" and mode != "RlTb":
        yield kinds.STRUCTURE.at(expected="WritingMode RlTb", found=mode)
    for element in document.elements():
        roles = [kid.role for kid in element.kids if isinstance(kid, Element)]
        if "Lbl" in roles and roles[0] != "Lbl":
            yield kinds.STRUCTURE.at(block=element.id, expected="the label first", found=roles)


def _identifier_tree(pdf: pikepdf.Pdf, document: Element) -> Iterator[Finding]:
    """Yield findings unless every identifier leads to its element (ISO 32000-1, table 322)."""
    root = pdf.Root.StructTreeRoot
    tree = {name: item.objgen for name, item in pikepdf.NameTree(root.IDTree).items()} if "/IDTree" in root else {}
    for element in document.elements():
        if element.id and tree.get(element.id) != element.object:
            yield kinds.STRUCTURE.at(block=element.id, expected="its place in the tree of identifiers")


def _parent_tree(pdf: pikepdf.Pdf, document: Element) -> Iterator[Finding]:
    """Yield findings unless the way back from content to its element is right (ISO 32000-1, 14.7.4.4)."""
    root = pdf.Root.StructTreeRoot
    tree = dict(pikepdf.NumberTree(root.ParentTree).items()) if "/ParentTree" in root else {}
    keys: list[Any] = [page.obj.get("/StructParents") for page in pdf.pages]
    for element in document.elements():
        for kid in element.kids:
            if isinstance(kid, Words):
                array = tree.get(keys[kid.page]) if 0 <= kid.page < len(keys) else None
                parent = array[kid.mcid] if isinstance(array, pikepdf.Array) and kid.mcid < len(array) else None
            elif isinstance(kid, Annotation):
                parent = None if kid.parent_key is None else tree.get(kid.parent_key)
            else:
                continue
            if parent is None or parent.objgen != element.object:
                yield kinds.STRUCTURE.at(block=element.id, expected="a parent tree that leads back", found=kid)


def _annotations(pdf: pikepdf.Pdf, document: Element) -> Iterator[Finding]:
    """Yield a finding for each annotation of a page that is not in the tree exactly once, under a Link."""
    held = [
        (leaf.object, element.role)
        for element in document.elements()
        for leaf in element.kids
        if isinstance(leaf, Annotation)
    ]
    shown = {annotation.objgen for page in pdf.pages for annotation in page.obj.get("/Annots", [])}
    for object_, _ in held:
        if object_ not in shown:
            yield kinds.DESCRIPTION.at(expected="the link on its page", found=object_)
    for number, page in enumerate(pdf.pages):
        for annotation in page.obj.get("/Annots", []):
            roles = [role for object_, role in held if object_ == annotation.objgen]
            if roles != ["Link"]:
                yield kinds.DESCRIPTION.at(page=number + 1, expected="one Link", found=roles)


def _links(document: Element, contents: Contents, language: Language) -> Iterator[Finding]:
    """Yield a finding for each link without its sentence (ISO 14289-1, 7.18.5) or without its print flag."""
    for element in document.elements():
        if element.role != "Link":
            continue
        own = [kid for kid in element.kids if isinstance(kid, Annotation)]
        if not own:
            yield kinds.DESCRIPTION.at(block=element.id, expected="an annotation", found=_text(element, contents))
        for kid in own:
            text = _text(element, contents).strip()
            if not _describes(kid, text, language) or not kid.printed:
                found = kid.contents if kid.printed else "not printed"
                yield kinds.DESCRIPTION.at(block=element.id, expected=_sentence(kid, text, language), found=found)


def _describes(link: Annotation, text: str, language: Language) -> bool:
    """Return whether a link's sentence is as the language has it, and says what the link shows.

    Of a right-to-left line the words are compared, as everywhere (see `same_by_line`); of the target each character.
    """
    said = comparable(link.contents)
    if said == comparable(_sentence(link, text, language)):
        return True
    head, _, tail = comparable(_sentence(link, HOLE, language)).partition(HOLE)
    framed = said.startswith(head) and said.endswith(tail) and len(said) >= len(head) + len(tail)
    shown = said[len(head) : len(said) - len(tail)]
    return language.direction == "rtl" and link.uri is not None and framed and same_words(shown, comparable(text))


def _sentence(link: Annotation, text: str, language: Language) -> str:
    if link.uri is not None:
        return language.output.link.format(text=text, target=link.uri)
    if "__mark_" in (link.destination or ""):
        return language.output.back.format(marker=text)
    return language.output.note.format(marker=text)
