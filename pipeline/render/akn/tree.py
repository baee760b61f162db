"""Opening bytes as a tree, and looking into it: no entities, no network, and no text where none belongs."""

from lxml import etree

from pipeline.render.akn.elements import Node
from pipeline.render.akn.names import local


class UnreadableError(ValueError):
    """The bytes are no document as this project writes them; the message says what is wrong and at which line."""


def parse(data: bytes) -> Node:
    """Return the root element of a document.

    Raises:
        UnreadableError: where the bytes are no well-formed XML, or have a document type.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(str(error)) from error
    if root.getroottree().docinfo.doctype:
        raise UnreadableError("the document has a document type")
    return root


def elements(node: Node) -> list[Node]:
    """Return the children of an element that holds no text of its own.

    Raises:
        UnreadableError: where it does, or where a child is a comment or an instruction.
    """
    children = list(node)
    if any(text and not text.isspace() for text in (node.text, *(child.tail for child in children))):
        raise unexpected(node, "text between elements")
    if any(not isinstance(child.tag, str) for child in children):
        raise unexpected(node, "a comment or an instruction")
    return children


def only(node: Node, *names: str) -> Node:
    """Return the one child of an element, which must have one of the names.

    Raises:
        UnreadableError: where there is another, or not just one.
    """
    children = elements(node)
    if len(children) != 1 or (names and local(children[0].tag) not in names):
        raise unexpected(node, f"not one element of {', '.join(names) or 'any name'}")
    return children[0]


def text_only(node: Node) -> str:
    """Return the text of an element that holds nothing else.

    Raises:
        UnreadableError: where it holds an element.
    """
    if len(node):
        raise unexpected(node, "an element inside a text")
    return node.text or ""


def unexpected(node: Node, what: str) -> UnreadableError:
    """Return the error that says what is wrong with an element."""
    name = local(node.tag) if isinstance(node.tag, str) else "comment"
    return UnreadableError(f"line {node.sourceline}, {name} {node.get('eId') or ''}: {what}")
