r"""Fields that Akoma Ntoso has no place for, as attributes and elements of a namespace of our own.

A value of the model becomes an element: its plain fields are attributes, each text of a list is a child, None is left
out. A character that XML cannot hold is written `\uXXXX`, and a backslash twice.
"""

import re
from collections.abc import Collection, Mapping
from typing import Any

from pydantic import BaseModel

from pipeline.render.akn.elements import NOT_IN_XML, Node, add_own, append_text
from pipeline.render.akn.names import OWN, local

_TO_ESCAPE = re.compile(rf"{NOT_IN_XML.pattern}|\\")
_ESCAPED = re.compile(r"\\(\\|u[0-9a-f]{4})")


def escaped(text: str) -> str:
    """Return a text that XML can hold."""
    return _TO_ESCAPE.sub(lambda match: "\\\\" if match[0] == "\\" else f"\\u{ord(match[0]):04x}", text)


def unescaped(text: str) -> str:
    """Return the text that was escaped."""
    return _ESCAPED.sub(lambda match: "\\" if match[1] == "\\" else chr(int(match[1][1:], 16)), text)


def attributes_of(value: BaseModel, leave_out: Collection[str] = ()) -> dict[str, str]:
    """Return the plain fields of a value as attributes: texts, numbers, truth values, and boxes as four numbers.

    An underscore that only keeps a name apart from a word of Python is dropped.
    """
    found: dict[str, str] = {}
    for field_name, field in value:
        if field_name in leave_out or field is None:
            continue
        name = field_name.rstrip("_")
        match field:
            case bool():
                found[name] = str(field).lower()
            case str() | int():
                found[name] = escaped(str(field))
            case (float(), *_):
                found[name] = " ".join(map(repr, field))
    return found


def add_record(parent: Node, name: str, value: BaseModel, leave_out: Collection[str] = ()) -> Node:
    """Return a new element for a value: plain fields as attributes, each text of a list as a child."""
    node = add_own(parent, name, attributes_of(value, leave_out))
    for field, texts in value:
        if field not in leave_out and isinstance(texts, tuple) and all(isinstance(text, str) for text in texts):
            for text in texts:
                append_text(add_own(node, field), escaped(text))
    return node


def fields_of(node: Node, boxes: Collection[str] = ()) -> dict[str, Any]:
    """Return the fields that an element holds: attributes, and the texts of children without any, as tuples by name."""
    found: dict[str, Any] = attribute_fields(node.attrib, boxes)
    for child in node.iterchildren(f"{OWN}*"):
        if not child.attrib:
            name = local(child.tag)
            found[name] = (*found.get(name, ()), unescaped(child.text or ""))
    return found


def attribute_fields(attributes: Mapping[str, str], boxes: Collection[str] = ()) -> dict[str, Any]:
    """Return the fields that attributes hold; those named as boxes are tuples of numbers."""
    return {
        name: tuple(map(float, value.split())) if name in boxes else unescaped(value)
        for name, value in attributes.items()
    }
