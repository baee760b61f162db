"""Making elements and bytes: attributes as they come, and line breaks only where no text can stand.

A character that XML cannot hold becomes U+FFFD, which the check finds: a file with a hole in it is not published.
"""

import re
from collections.abc import Mapping
from typing import Any

from lxml import etree

from pipeline.render.akn.names import AKN, NAMESPACE, OWN, OWN_NAMESPACE, XML, local

Node = Any

NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# Elements whose text is the resolution's: nothing may be put between what they hold.
_WITH_TEXT = frozenset({"p", "num", "heading", "block", "caption"})


def root() -> Node:
    """Return the root of a document, with the two namespaces declared."""
    return etree.Element(f"{AKN}akomaNtoso", nsmap={None: NAMESPACE, "pipeline": OWN_NAMESPACE})


def detached(name: str, attributes: Mapping[str, str | None] | None = None) -> Node:
    """Return a new element of Akoma Ntoso that stands nowhere yet; attributes that are None are left out."""
    node = etree.Element(AKN + name, nsmap={None: NAMESPACE, "pipeline": OWN_NAMESPACE})
    return _described(node, attributes)


def add(parent: Node, name: str, attributes: Mapping[str, str | None] | None = None, text: str | None = None) -> Node:
    """Return a new last child of Akoma Ntoso; attributes that are None are left out."""
    node = _described(etree.SubElement(parent, AKN + name), attributes)
    if text is not None:
        append_text(node, text)
    return node


def add_own(parent: Node, name: str, attributes: Mapping[str, str | None] | None = None) -> Node:
    """Return a new last child in the namespace of this project."""
    return _described(etree.SubElement(parent, OWN + name), attributes)


def add_text_block(parent: Node, attributes: Mapping[str, str | None] | None = None) -> Node:
    """Return a new `p`, in which all white space is text."""
    return add(parent, "p", {f"{XML}space": "preserve", **(attributes or {})})


def append_text(parent: Node, text: str) -> None:
    """Put text behind everything that an element holds."""
    text = NOT_IN_XML.sub("\ufffd", text)
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def serialised(tree: Node) -> bytes:
    """Return a document as UTF-8 bytes, an element a line where no text is touched by that."""
    _indent(tree, "\n")
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8")) + b"\n"


def _described(node: Node, attributes: Mapping[str, str | None] | None) -> Node:
    for name, value in (attributes or {}).items():
        if value is not None:
            node.set(name, NOT_IN_XML.sub("\ufffd", value))
    return node


def _indent(node: Node, margin: str) -> None:
    if not len(node) or local(node.tag) in _WITH_TEXT or node.text:
        return
    inner = f"{margin}  "
    node.text = inner
    for child in node:
        child.tail = inner
        _indent(child, inner)
    node[-1].tail = margin
