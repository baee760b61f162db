"""Every value of a resolution, to look for what cannot be written and for links that are not published."""

import unicodedata
from collections.abc import Iterator

from pydantic import BaseModel

from pipeline.errors import Stop
from pipeline.model.outcome import Outcome
from pipeline.model.resolution import Link, Resolution
from pipeline.render.page.inline import target

WRITABLE_CONTROLS = frozenset("\t\n\v\f\r\x85")


def refuse_unwritable(resolution: Resolution) -> None:
    """Stop (`Outcome.OUTPUT`) where a text holds a control, half a pair or no character at all; name them."""
    texts = {value for value in _values(resolution) if isinstance(value, str)}
    bad = sorted({character for text in texts for character in text if not _writable(character)})
    if bad:
        names = ", ".join(f"U+{ord(character):04X}" for character in bad)
        raise Stop(Outcome.OUTPUT, f"These characters cannot be written: {names}.")


def withheld(resolution: Resolution) -> Iterator[str]:
    """Yield the target of each link that is not published as a link, in reading order."""
    links = (value for value in _values(resolution) if isinstance(value, Link))
    yield from (link.href for link in links if target(link.href) is None)


def _writable(character: str) -> bool:
    category = unicodedata.category(character)
    if category == "Cc":
        return character in WRITABLE_CONTROLS
    return category != "Cs" and not (category == "Cn" and ord(character) & 0xFFFE == 0xFFFE)


def _values(value: object) -> Iterator[object]:
    """Yield a value and all in it, depth first."""
    yield value
    if isinstance(value, tuple):
        parts = list(value)
    elif isinstance(value, BaseModel):
        parts = [getattr(value, name) for name in type(value).model_fields]
    else:
        return
    for part in parts:
        yield from _values(part)
