"""The structure tree (ISO 32000-1, 14.7): one structure element for each element of the page, whole across pages.

Containers follow the page's own order; text and what stands in it follow the order of reading; a note follows the
paragraph that cites it.
"""

from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

import pydyf

from pipeline.render.pdf.engine import Annotation, Drawing, Mark
from pipeline.render.pdf.numbering import list_numbering

CONTAINERS = {
    "body": "Document",
    "header": "Sect",
    "section": "Sect",
    "h1": "H1",
    "h2": "H2",
    "h3": "H3",
    "h4": "H4",
    "h5": "H5",
    "h6": "H6",
    "p": "P",
    "ol": "L",
    "li": "LI",
    "table": "Table",
    "caption": "Caption",
    "thead": "THead",
    "tbody": "TBody",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
}
INLINE = {"a": "Link", "em": "Span", "strong": "Span", "sub": "Span", "sup": "Span", "u": "Span"}
CLASSES = {"mark": "Reference", "note": "Note", "footnote": "Note", "note-label": "Lbl"}
KEPT_EMPTY = frozenset({"TH", "TD"})
MODES = {"ltr": "/LrTb", "rtl": "/RlTb"}
SCOPES = {"col": "Column", "row": "Row"}


@dataclass
class Node:
    """A structure element in the making: its kids are nodes, marks and annotations in order; `notes` come after it."""

    role: str
    element: Element | None = None
    kids: list["Node | Mark | Annotation"] = field(default_factory=list)
    notes: list["Node"] = field(default_factory=list)


def role_of(element: Element) -> str | None:
    """Return the standard structure type of an HTML element (ISO 32000-1, 14.8.4), or None where it has none."""
    named = CLASSES.get(element.get("class", ""))
    if named is not None:
        return named if named != "Reference" or len(element) else "Span"
    if element.tag == "span":
        return "Span" if element.get("lang") or element.get("dir") else None
    return CONTAINERS.get(element.tag) or INLINE.get(element.tag)


def tag(html: Element, drawing: Drawing) -> None:
    """Build the structure tree of a drawing in its file, in the place of the one that the engine would build."""
    tree = _Tree(html)
    for mark in drawing.marks:
        tree.node(mark.element).kids.append(mark)
    for annotation in drawing.annotations:
        tree.node(annotation.element).kids.append(annotation)
    _Writer(drawing).write(tree.root)


class _Tree:
    """The nodes of a page by their element."""

    def __init__(self, html: Element) -> None:
        self.parents = {child: parent for parent in html.iter() for child in parent}
        self.nodes: dict[Element, Node] = {}
        body = next(html.iter("body"))
        self.root = Node("Document", html)
        self.nodes[body] = self.nodes[html] = self.root
        for element in body.iter():
            if element is not body and element.tag in CONTAINERS and element.get("class") not in CLASSES:
                self._contain(element)

    def _contain(self, element: Element) -> None:
        parent = self.node(self.parents[element])
        node = Node(CONTAINERS[element.tag], element)
        parent.kids.append(node)
        if node.role == "LI":
            body = Node("LBody")
            node.kids.append(body)
            self.nodes[element] = body
            return
        self.nodes[element] = node

    def node(self, element: Element) -> Node:
        """Return the node to which the text of an element belongs, made where it is first met."""
        if element in self.nodes:
            return self.nodes[element]
        node = self._inline(element)
        self.nodes[element] = node
        return node

    def _inline(self, element: Element) -> Node:
        if element.get("class") == "label":
            return self._label(element)
        role = role_of(element)
        if role is None:
            return self.node(self.parents[element])
        node = Node(role, element)
        if element.get("class") == "footnote":
            self._block(element).notes.append(node)
        else:
            self.node(self.parents[element]).kids.append(node)
        return node

    def _label(self, element: Element) -> Node:
        """Return the Lbl of a list item, which stands before its LBody; a heading's label is part of its text."""
        paragraph = self.parents[element]
        item = self.parents[paragraph]
        if item.tag != "li" or paragraph.tag != "p":
            return self.node(paragraph)
        label = Node("Lbl", element)
        holder = self.nodes[self.parents[item]]
        own = next(kid for kid in holder.kids if isinstance(kid, Node) and self.nodes[item] in kid.kids)
        own.kids.insert(0, label)
        return label

    def _block(self, element: Element) -> Node:
        """Return the node after which a note goes: the paragraph or heading around it; a cell keeps its own."""
        parent = self.parents[element]
        while parent.tag not in CONTAINERS:
            parent = self.parents[parent]
        return self.nodes[parent]


class _Writer:
    """Writes nodes as objects of the file, with the parent tree and the tree of identifiers."""

    def __init__(self, drawing: Drawing) -> None:
        self.pdf = drawing.pdf
        self.pages = drawing.pages
        self.marked: list[dict[int, bytes]] = [{} for _ in drawing.pages]
        self.objects: list[bytes] = []
        self.identifiers: dict[str, bytes] = {}

    def write(self, document: Node) -> None:
        """Write the tree under the catalog, and say that the file is tagged (ISO 14289-1, 7.1)."""
        root = self._add({"Type": "/StructTreeRoot"})
        root["K"] = pydyf.Array([self._element(document, root.reference)])
        root["ParentTree"] = self._parent_tree()
        root["ParentTreeNextKey"] = len(self.pages) + len(self.objects)
        names = [item for name in sorted(self.identifiers) for item in (pydyf.String(name), self.identifiers[name])]
        root["IDTree"] = self._add({"Names": pydyf.Array(names)}).reference
        catalog = self.pdf.catalog
        catalog["StructTreeRoot"] = root.reference
        catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
        catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
        if document.element is not None and document.element.get("dir") == "rtl":
            catalog["ViewerPreferences"]["Direction"] = "/R2L"

    def _add(self, values: dict[str, Any]) -> Any:
        dictionary = pydyf.Dictionary(values)
        self.pdf.add_object(dictionary)
        return dictionary

    def _element(self, node: Node, parent: bytes) -> bytes:
        dictionary = self._add({"Type": "/StructElem", "S": f"/{node.role}", "P": parent})
        _attributes(dictionary, node)
        identifier = None if node.element is None else node.element.get("id")
        if identifier and identifier not in self.identifiers:
            dictionary["ID"] = pydyf.String(identifier)
            self.identifiers[identifier] = dictionary.reference
        dictionary["K"] = pydyf.Array(self._kids(node, dictionary))
        reference: bytes = dictionary.reference
        return reference

    def _kids(self, node: Node, dictionary: Any) -> list[Any]:
        kids: list[Any] = []
        for kid in node.kids:
            if isinstance(kid, Mark):
                kids.append(self._mark(kid, dictionary))
            elif isinstance(kid, Annotation):
                kids.append(self._annotation(kid, dictionary))
            else:
                kids += self._with_notes(kid, dictionary.reference)
        if node.role in KEPT_EMPTY or node.role == "Caption":
            kids += [self._element(note, dictionary.reference) for note in node.notes]
        return kids

    def _with_notes(self, node: Node, parent: bytes) -> list[bytes]:
        """Return a node and the notes that follow it; nothing where it is empty and may be left out."""
        written = [self._element(node, parent)] if _holds(node) else []
        if node.role in KEPT_EMPTY or node.role == "Caption":
            return written
        return written + [self._element(note, parent) for note in node.notes]

    def _mark(self, mark: Mark, dictionary: Any) -> Any:
        page = self.pages[mark.page]
        self.marked[mark.page][mark.mcid] = dictionary.reference
        if dictionary.setdefault("Pg", page) == page:
            return mark.mcid
        return pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": mark.mcid})

    def _annotation(self, annotation: Annotation, dictionary: Any) -> Any:
        _describe(annotation)
        annotation.dictionary["StructParent"] = len(self.pages) + len(self.objects)
        self.objects.append(dictionary.reference)
        page = self.pages[annotation.page]
        dictionary.setdefault("Pg", page)
        return pydyf.Dictionary({"Type": "/OBJR", "Obj": annotation.dictionary.reference, "Pg": page})

    def _parent_tree(self) -> bytes:
        numbers: list[Any] = []
        for page, marked in enumerate(self.marked):
            numbers += [page, pydyf.Array([marked[mcid] for mcid in sorted(marked)])]
        for place, reference in enumerate(self.objects, start=len(self.pages)):
            numbers += [place, reference]
        reference_: bytes = self._add({"Nums": pydyf.Array(numbers)}).reference
        return reference_


def _holds(node: Node) -> bool:
    """Return whether a node has anything to say; a cell has, even an empty one."""
    if node.role in KEPT_EMPTY or node.notes:
        return True
    return any(not isinstance(kid, Node) or _holds(kid) for kid in node.kids)


def _describe(annotation: Annotation) -> None:
    """Give a link its sentence (ISO 14289-1, 7.18.5), its print flag, and the target exactly as the model has it."""
    element, dictionary = annotation.element, annotation.dictionary
    dictionary["Contents"] = pydyf.String(element.get("title", ""))
    dictionary["F"] = 4
    href = element.get("data-href")
    if href is not None:
        dictionary["A"]["URI"] = pydyf.String(href)


def _attributes(dictionary: Any, node: Node) -> None:
    element = node.element
    if element is None:
        return
    if element.get("lang"):
        dictionary["Lang"] = pydyf.String(element.get("lang"))
    if node.role == "L":
        dictionary["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": f"/{list_numbering(element)}"})
    elif node.role in KEPT_EMPTY:
        dictionary["A"] = _cell(element)
    elif element.tag == "em":
        dictionary["A"] = pydyf.Dictionary({"O": "/CSS-2.00", "font-style": "/italic"})
    elif element.get("dir") and (node.role != "Document" or element.get("dir") == "rtl"):
        dictionary["A"] = pydyf.Dictionary({"O": "/Layout", "WritingMode": MODES[element.get("dir", "ltr")]})


def _cell(element: Element) -> Any:
    attributes = pydyf.Dictionary({"O": "/Table"})
    if element.get("scope"):
        attributes["Scope"] = f"/{SCOPES[element.get('scope', '')]}"
    for name, key in (("colspan", "ColSpan"), ("rowspan", "RowSpan")):
        if element.get(name):
            attributes[key] = int(element.get(name, "1"))
    return attributes
