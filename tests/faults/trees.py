"""What the faults of DOCX, HTML and Akoma Ntoso share: elements that change places or go."""

from typing import Any


def swap(one: Any, other: Any) -> None:
    """Let two elements change places; the text behind each stays where it is."""
    one.tail, other.tail = other.tail, one.tail
    here, there = one.makeelement("here"), one.makeelement("there")
    one.addprevious(here)
    other.addprevious(there)
    here.getparent().replace(here, other)
    there.getparent().replace(there, one)


def swap_values(one: Any, other: Any, attribute: str) -> None:
    """Let two elements have each other's value of an attribute."""
    first, second = one.get(attribute), other.get(attribute)
    one.set(attribute, second)
    other.set(attribute, first)


def drop(element: Any) -> None:
    """Take an element out, and leave the text behind it."""
    before, parent = element.getprevious(), element.getparent()
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "") or None
    else:
        parent.text = (parent.text or "") + (element.tail or "") or None
    parent.remove(element)
