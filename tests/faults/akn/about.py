"""Faults of links and addresses, of what is said about the resolution, and what must not be in it."""

from typing import Any

from lxml import etree

from tests.faults.akn.opened import LANGUAGE, bench, body, find, name, new
from tests.faults.table import Bench, Kind, nth, pair
from tests.faults.trees import drop, swap_values

AKN = bench()
RAW = Bench("akn", bytearray, bytes)
fault = AKN.fault


@fault(Kind.SEMANTIC)
def link_retargeted(root: Any) -> None:
    """A cited resolution opens another one."""
    nth(find(root, "//a:ref")).set("href", "https://undocs.org/en/A/RES/1/1")


@fault(Kind.SEMANTIC)
def link_lost(root: Any) -> None:
    """A cited document can no longer be opened."""
    link = nth(find(root, "//a:ref"))
    link.tag = name("span")
    del link.attrib["href"]


@fault(Kind.SEMANTIC)
def id_lost(root: Any) -> None:
    """A link from outside to one paragraph finds nothing."""
    del nth(find(root, "//a:paragraph[@eId]")).attrib["eId"]


@fault(Kind.SEMANTIC)
def id_other(root: Any) -> None:
    """A paragraph has another address here than in the other formats."""
    nth(find(root, "//a:paragraph[@eId]")).set("eId", "para_17")


@fault(Kind.SEMANTIC)
def ids_swapped(root: Any) -> None:
    """Links to two paragraphs find each other's."""
    swap_values(*pair(find(root, "//a:point[@eId]")), "eId")


@fault(Kind.FORMAL)
def id_doubled(root: Any) -> None:
    """A link from outside may find either of two paragraphs."""
    one, other = pair(find(root, "//a:point[@eId]"))
    other.set("eId", one.get("eId"))


@fault(Kind.SEMANTIC)
def language_of_expression(root: Any) -> None:
    """The resolution is filed under another language."""
    for language in find(root, "//a:FRBRlanguage"):
        language.set("language", "por")


@fault(Kind.SEMANTIC)
def language_of_text(root: Any) -> None:
    """The preamble is taken for text of another language."""
    nth(find(root, "//a:preamble")).set(LANGUAGE, "pt")


@fault(Kind.SEMANTIC)
def language_of_run_lost(root: Any) -> None:
    """Words of another language are taken for the document's."""
    del nth(find(root, "//a:span[@xml:lang]")).attrib[LANGUAGE]


@fault(Kind.SEMANTIC)
def identifier_of_another(root: Any) -> None:
    """A library files the document as another resolution."""
    for found in find(root, "//a:FRBRWork/a:FRBRuri"):
        found.set("value", "/akn/un/statement/deliberation/un-ga/1946-01-01/1")


@fault(Kind.SEMANTIC)
def symbol_of_another(root: Any) -> None:
    """A search for the symbol finds another resolution."""
    nth(find(root, "//a:FRBRalias[@name='symbol']")).set("value", "A/RES/1/1")


@fault(Kind.SEMANTIC)
def date_of_adoption_other(root: Any) -> None:
    """The resolution is filed under another date."""
    nth(find(root, "//a:FRBRWork/a:FRBRdate")).set("date", "1946-01-01")


@fault(Kind.SEMANTIC)
def date_in_conclusions_other(root: Any) -> None:
    """A program reads another date than a person."""
    nth(find(root, "//a:docDate[@date]")).set("date", "1946-01-01")


@fault(Kind.SEMANTIC)
def said_to_be_official(root: Any) -> None:
    """The copy is said to be authoritative."""
    nth(find(root, "//a:FRBRauthoritative")).set("value", "true")


@fault(Kind.SEMANTIC)
def author_other(root: Any) -> None:
    """The resolution is filed under another organ."""
    nth(find(root, "//a:TLCOrganization")).set("showAs", "Security Council")


@fault(Kind.SEMANTIC)
def notice_lost(root: Any) -> None:
    """Nothing says that the copy is unofficial."""
    drop(nth(find(root, "//a:meta/a:notes")))


@fault(Kind.SEMANTIC)
def hash_of_source_other(root: Any) -> None:
    """Nobody can say of which file this was made."""
    nth(find(root, "//p:source")).set("sha256", "f" * 64)


@fault(Kind.SEMANTIC)
def conservation_altered(root: Any) -> None:
    """Characters were lost, and the proof says that none were."""
    nth(find(root, "//p:conservation")).set("glyphs", "7")


@fault(Kind.SEMANTIC)
def remark_added(root: Any) -> None:
    """Somebody's remark is published with the resolution."""
    nth(body(root)).append(new("<remark>check!</remark>"))


@fault(Kind.SEMANTIC)
def comment_added(root: Any) -> None:
    """Somebody's remark is in the source of the document."""
    nth(body(root)).getparent().append(etree.Comment("check!"))


@fault(Kind.SEMANTIC)
def picture_elsewhere(root: Any) -> None:
    """Opening the document tells somebody else that it was opened."""
    nth(body(root)).append(new('<img src="https://example.org/x.png"/>'))


@fault(Kind.SEMANTIC)
def sheet_elsewhere(root: Any) -> None:
    """Opening the document runs a style sheet of somebody else."""
    sheet = etree.ProcessingInstruction("xml-stylesheet", 'type="text/xsl" href="https://example.org/x.xsl"')
    root.addprevious(sheet)


@fault(Kind.FORMAL)
def element_unknown(root: Any) -> None:
    """A program that reads the resolution by its schema refuses it."""
    nth(body(root)).addnext(new("<paragraphe/>"))


@RAW.fault(Kind.SEMANTIC)
def entity_elsewhere(data: bytearray) -> None:
    """Opening the document reads a file of the reader's own computer."""
    declared = b'<!DOCTYPE akomaNtoso [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<akomaNtoso '
    data[:] = data.replace(b"<akomaNtoso ", declared, 1)


@RAW.fault(Kind.FORMAL)
def cut_short(data: bytearray) -> None:
    """The download broke off."""
    del data[len(data) * 9 // 10 :]


@RAW.fault(Kind.SEMANTIC)
def written_in_latin_1(data: bytearray) -> None:
    """Letters with accents, and all of Chinese and Arabic, are read as other signs."""
    data[:] = data.replace(b"encoding='UTF-8'", b"encoding='ISO-8859-1'", 1)


FAULTS = [*AKN.faults, *RAW.faults]
