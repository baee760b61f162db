"""Faults of JSON: of the values in it, and of the bytes that they are written in."""

import json
from collections.abc import Iterator
from typing import Any

from tests.faults.table import Bench, Kind, NothingToDamage, last, nth, pair

Value = dict[str, Any]


def _closed(value: Value) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


VALUES: Bench[Value] = Bench("json", json.loads, _closed)
BYTES = Bench("json", bytearray, bytes)
BENCHES = (VALUES, BYTES)
fault = VALUES.fault
bytes_fault = BYTES.fault


def objects(value: Any) -> Iterator[Value]:
    """Yield every object, each before what it holds."""
    if isinstance(value, dict):
        yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from objects(item)


def typed(resolution: Value, kind: str) -> list[Value]:
    """Return the objects of a type in the text of the resolution."""
    regions = ("preamble", "operative", "parts", "annexes", "notes")
    return [found for region in regions for found in objects(resolution[region]) if found.get("type") == kind]


@fault(Kind.SEMANTIC)
def digit_other(resolution: Value) -> None:
    """A number of the resolution is another one."""
    text = nth(text for text in typed(resolution, "text") if any(character.isdecimal() for character in text["text"]))
    text["text"] = "".join(str(9 - int(c)) if c.isdecimal() else c for c in text["text"])


@fault(Kind.SEMANTIC)
def letter_lost(resolution: Value) -> None:
    """A word is misspelt."""
    text = nth(text for text in typed(resolution, "text") if len(text["text"]) > 3)
    text["text"] = text["text"][:1] + text["text"][2:]


@fault(Kind.SEMANTIC)
def letter_of_another_script(resolution: Value) -> None:
    """A word looks right, and no search finds it."""
    twins = {"a": "а", "ي": "ی", "大": "⼤"}
    text, letter = nth((text, one) for text in typed(resolution, "text") for one in twins if one in text["text"])
    text["text"] = text["text"].replace(letter, twins[letter], 1)


@fault(Kind.SEMANTIC)
def space_lost(resolution: Value) -> None:
    """Two words are written as one."""
    text = nth(text for text in typed(resolution, "text") if " " in text["text"])
    text["text"] = text["text"].replace(" ", "", 1)


@fault(Kind.SEMANTIC)
def text_empty(resolution: Value) -> None:
    """A paragraph has no words."""
    nth(typed(resolution, "paragraph"))["content"] = []


@fault(Kind.SEMANTIC)
def paragraph_lost(resolution: Value) -> None:
    """A paragraph of the resolution is missing."""
    resolution["preamble"].remove(last(resolution["preamble"]))


@fault(Kind.SEMANTIC)
def paragraphs_swapped(resolution: Value) -> None:
    """Two points stand in the wrong order."""
    points = nth(block["children"] for block in typed(resolution, "paragraph") if len(block["children"]) > 1)
    points[0], points[1] = points[1], points[0]


@fault(Kind.SEMANTIC)
def points_flattened(resolution: Value) -> None:
    """The points of a paragraph are paragraphs beside it."""
    block = nth(block for block in resolution["operative"] if block.get("children"))
    at = resolution["operative"].index(block) + 1
    resolution["operative"][at:at] = block["children"]
    block["children"] = []


@fault(Kind.SEMANTIC)
def label_other(resolution: Value) -> None:
    """A paragraph is cited under another number."""
    nth(block for block in typed(resolution, "paragraph") if block["label"])["label"] = "17."


@fault(Kind.SEMANTIC)
def label_lost(resolution: Value) -> None:
    """A paragraph cannot be cited."""
    nth(block for block in typed(resolution, "paragraph") if block["label"])["label"] = None


@fault(Kind.SEMANTIC)
def opening_other(resolution: Value) -> None:
    """The words that say what the organ does are cut in another place."""
    block = nth(block for block in typed(resolution, "paragraph") if block["opening"])
    block["opening"] = [block["opening"][0], block["opening"][1] - 1]


@fault(Kind.SEMANTIC)
def heading_level_other(resolution: Value) -> None:
    """A section seems to be a part of another."""
    nth(typed(resolution, "heading"))["level"] += 1


@fault(Kind.SEMANTIC)
def style_lost(resolution: Value) -> None:
    """Words that stand out in the paper do not stand out."""
    nth(text for text in typed(resolution, "text") if text["style"])["style"] = []


@fault(Kind.SEMANTIC)
def language_of_run_lost(resolution: Value) -> None:
    """Words of another language are taken for the document's."""
    del nth(text for text in typed(resolution, "text") if "lang" in text)["lang"]


@fault(Kind.SEMANTIC)
def language_other(resolution: Value) -> None:
    """The resolution is filed under another language."""
    resolution["language"] = "fr" if resolution["language"] != "fr" else "es"


@fault(Kind.SEMANTIC)
def note_mark_lost(resolution: Value) -> None:
    """A note cannot be found from the text."""
    items, mark = nth((items, item) for items, item in _inline(resolution) if item["type"] == "note")
    items.remove(mark)


@fault(Kind.SEMANTIC)
def note_mark_moved(resolution: Value) -> None:
    """A note stands on another word."""
    items, mark = nth((items, item) for items, item in _inline(resolution) if item["type"] == "note" and len(items) > 1)
    items.insert(0, items.pop(items.index(mark)))


@fault(Kind.SEMANTIC)
def note_mark_of_another(resolution: Value) -> None:
    """A mark leads to another note."""
    first, second = pair(resolution["notes"])
    nth(mark for mark in typed(resolution, "note") if mark["marker"] == first["marker"])["marker"] = second["marker"]


@fault(Kind.SEMANTIC)
def notes_swapped(resolution: Value) -> None:
    """Two notes have each other's text."""
    first, second = pair(resolution["notes"])
    first["content"], second["content"] = second["content"], first["content"]


@fault(Kind.SEMANTIC)
def link_retargeted(resolution: Value) -> None:
    """A cited resolution opens another one."""
    nth(typed(resolution, "link"))["href"] = "https://undocs.org/en/A/RES/1/1"


@fault(Kind.SEMANTIC)
def cells_swapped(resolution: Value) -> None:
    """Two figures of a table stand in each other's column."""
    row = last(typed(resolution, "table"))["rows"][1]
    row["cells"].reverse()


@fault(Kind.SEMANTIC)
def header_as_data(resolution: Value) -> None:
    """The columns of a table have no names."""
    last(typed(resolution, "table"))["rows"][0]["cells"][0]["header"] = False


@fault(Kind.SEMANTIC)
def id_doubled(resolution: Value) -> None:
    """An address leads to either of two paragraphs."""
    one, other = pair(typed(resolution, "paragraph"))
    other["id"] = one["id"]


@fault(Kind.SEMANTIC)
def symbol_other(resolution: Value) -> None:
    """The resolution is filed under another symbol."""
    resolution["symbol"] = "A/RES/1/1"


@fault(Kind.SEMANTIC)
def date_other(resolution: Value) -> None:
    """The resolution is filed under another date."""
    resolution["adoption"]["date"] = "1946-01-01"


@fault(Kind.SEMANTIC)
def reference_lost(resolution: Value) -> None:
    """A document that the resolution cites is not found among those cited."""
    resolution["references"].remove(nth(resolution["references"]))


@fault(Kind.SEMANTIC)
def place_in_source_other(resolution: Value) -> None:
    """Whoever looks a paragraph up in the paper is sent to another page."""
    nth(place for place in objects(resolution["operative"]) if "page" in place)["page"] += 1


@fault(Kind.SEMANTIC)
def hash_of_source_other(resolution: Value) -> None:
    """Nobody can say of which file this was made."""
    resolution["source"]["sha256"] = "f" * 64


@fault(Kind.SEMANTIC)
def conservation_altered(resolution: Value) -> None:
    """Characters were lost, and the proof says that none were."""
    resolution["conservation"]["glyphs"] += 1


@fault(Kind.SEMANTIC)
def furniture_lost(resolution: Value) -> None:
    """The running heads of the paper are not kept."""
    resolution["furniture"].remove(nth(resolution["furniture"]))


@fault(Kind.FORMAL)
def field_unknown(resolution: Value) -> None:
    """A program that reads the resolution by its schema refuses it."""
    resolution["comment"] = "check!"


@fault(Kind.FORMAL)
def field_lost(resolution: Value) -> None:
    """A program that reads the resolution by its schema refuses it."""
    del resolution["organ"]


@fault(Kind.FORMAL)
def number_as_text(resolution: Value) -> None:
    """A program that counts pages fails."""
    resolution["source"]["pages"] = str(resolution["source"]["pages"])


@fault(Kind.FORMAL)
def version_other(resolution: Value) -> None:
    """A program reads the resolution by the rules of another version."""
    resolution["schema_version"] = "9.0"


@fault(Kind.FORMAL)
def number_not_a_number(resolution: Value) -> None:
    """Most programs cannot read the file at all: it holds NaN."""
    resolution["conservation"]["glyphs"] = float("nan")


@fault(Kind.SEMANTIC)
def keys_in_other_order(resolution: Value) -> None:
    """The same resolution gives other bytes."""
    resolution["schema_version"] = resolution.pop("schema_version")


@bytes_fault(Kind.FORMAL)
def byte_order_mark(data: bytearray) -> None:
    """Many programs refuse the file at its first character."""
    data[:0] = b"\xef\xbb\xbf"


@bytes_fault(Kind.SEMANTIC)
def line_ends_of_windows(data: bytearray) -> None:
    """The same resolution gives other bytes."""
    data[:] = data.replace(b"\n", b"\r\n")


@bytes_fault(Kind.SEMANTIC)
def line_end_missing(data: bytearray) -> None:
    """The same resolution gives other bytes."""
    del data[-1:]


@bytes_fault(Kind.FORMAL)
def words_after_the_end(data: bytearray) -> None:
    """Most programs cannot read the file at all: something stands behind its end."""
    data.extend(b"{}\n")


@bytes_fault(Kind.SEMANTIC)
def space_after_the_end(data: bytearray) -> None:
    """The same resolution gives other bytes."""
    data.extend(b"  \n")


@bytes_fault(Kind.FORMAL)
def cut_short(data: bytearray) -> None:
    """The download broke off."""
    del data[len(data) * 9 // 10 :]


@bytes_fault(Kind.FORMAL)
def byte_flipped(data: bytearray) -> None:
    """One byte went wrong on its way, and is no character."""
    data[data.index(b'"text": "') + 10] = 0xFF


@bytes_fault(Kind.FORMAL)
def written_in_utf_16(data: bytearray) -> None:
    """Many programs read nothing but zeros."""
    data[:] = data.decode().encode("utf-16")


@bytes_fault(Kind.SEMANTIC)
def key_doubled(data: bytearray) -> None:
    """Programs differ in what they read: the symbol is given twice."""
    data[:] = data.replace(b'  "symbol":', b'  "symbol": "A/RES/1/1",\n  "symbol":', 1)


@bytes_fault(Kind.FORMAL)
def half_a_character(data: bytearray) -> None:
    """Some programs cannot read the file: it holds half of an escaped character."""
    data[:] = data.replace(b'"text": "', b'"text": "\\ud800', 1)


@bytes_fault(Kind.SEMANTIC)
def characters_escaped(data: bytearray) -> None:
    """Nobody can read the text in the file, and the same resolution gives other bytes."""
    if data.isascii():
        raise NothingToDamage
    data[:] = (json.dumps(json.loads(data), indent=2) + "\n").encode()


@bytes_fault(Kind.SEMANTIC)
def indented_otherwise(data: bytearray) -> None:
    """The same resolution gives other bytes."""
    data[:] = (json.dumps(json.loads(data), ensure_ascii=False, indent=4) + "\n").encode()


@bytes_fault(Kind.SEMANTIC)
def another_resolution(data: bytearray) -> None:
    """The file is that of another resolution."""
    data[:] = data.replace(json.dumps(json.loads(data)["symbol"]).encode(), b'"A/RES/1/1"')


@bytes_fault(Kind.FORMAL)
def empty(data: bytearray) -> None:
    """The file is empty."""
    data.clear()


FAULTS = (*VALUES.faults, *BYTES.faults)


def _inline(resolution: Value) -> Iterator[tuple[list[Value], Value]]:
    """Yield every piece of inline content, with the list that it stands in."""
    regions = ("preamble", "operative", "parts", "annexes")
    holders = [found["content"] for region in regions for found in objects(resolution[region]) if "content" in found]
    yield from ((items, item) for items in holders for item in list(items))
