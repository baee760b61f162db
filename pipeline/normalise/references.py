"""Gather the documents that a resolution cites: in its text, and in the targets of its links."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from pipeline.languages.loader import Language
from pipeline.model.contents import LinkPlace, contents, links
from pipeline.model.resolution import Content, Reference, Resolution
from pipeline.model.symbol import PATTERN, Symbol, parse
from pipeline.model.walk import plain_text
from pipeline.normalise.citations import Citation, Paper, citations, kind_of

SYMBOL = re.compile(rf"(?<![A-Za-z0-9/]){PATTERN}")
# The hosts of documents by symbol, older and newer, with or without a language; official papers also say ch and sp.
HOST = re.compile(r"https?://(?:www\.)?(?:undocs\.org|docs\.un\.org)/+(?:[a-z]{2}/+)?(?P<path>[^?#]+)", re.IGNORECASE)


def references_of(resolution: Resolution, language: Language) -> tuple[Reference, ...]:
    """Return every document cited in the text or notes, in order, once a block."""
    found: dict[tuple[object, ...], Reference] = {}
    paper = Paper.of(resolution)
    for block, content in contents(resolution):
        for reference in _block_references(block, content, language, paper):
            key = (block, reference.type, reference.symbol, reference.number, reference.volume)
            if key not in found or (reference.date and not found[key].date):
                found[key] = reference
    return tuple(found.values())


def target(href: str) -> Symbol | None:
    """Return the symbol that a link leads to, or None where it leads to no document by symbol."""
    match = HOST.fullmatch(href.strip())
    return _target(unquote(match["path"]).strip("/ ")) if match else None


def _target(path: str) -> Symbol | None:
    """Return the symbol in an address; there, small letters count as capitals, and "(Introduction)" names a part."""
    capital = "/".join(part if "." in part else part.upper() for part in path.split("/"))
    return parse(path) or parse(capital) or parse(re.sub(r" ?\([A-Za-z]+\)$", "", path))


def overlaps(item: Citation, link: LinkPlace) -> bool:
    """Say whether a citation and a link share a character."""
    return item.start < link.end and link.start < item.end


def same_number(symbol: Symbol, number: str) -> bool:
    """Say whether a symbol has a number; letters behind it may lack on one side, since one paper may hold A to C."""
    cited = parse(f"A/RES/{number}")
    return cited is not None and _core(cited) == _core(symbol) and _letters_meet(cited.suffix, symbol.suffix)


def _letters_meet(one: str | None, other: str | None) -> bool:
    if not one or not other:
        return True
    return one[0] <= other[-1] and other[0] <= one[-1]


def _says(item: Citation, symbol: Symbol) -> bool:
    """Say whether a citation names what a link leads to."""
    return item.symbol == symbol or (item.number is not None and symbol.adopted and same_number(symbol, item.number))


def _core(symbol: Symbol) -> tuple[object, ...]:
    return (symbol.session, symbol.number, symbol.brackets)


def _block_references(block: str, content: Content, language: Language, paper: Paper) -> Iterator[Reference]:
    text = plain_text(content)
    cited = citations(text, language, paper)
    aims = [(link, symbol) for link in links(content) if (symbol := target(link.href))]
    told: list[tuple[int, Reference]] = []
    for item in cited:
        proof = next((symbol for link, symbol in aims if overlaps(item, link)), None)
        reference = _told(item, proof, text, block, language)
        if reference is not None:
            told.append((item.start, reference))
    for link, symbol in aims:
        if not any(overlaps(item, link) and _says(item, symbol) for item in cited):
            told.append((link.start, _linked(symbol, text[link.start : link.end], block, language)))
    yield from (reference for _, reference in sorted(told, key=lambda pair: pair[0]))


def _told(item: Citation, proof: Symbol | None, text: str, block: str, language: Language) -> Reference | None:
    """Return the reference that a citation is, its organ taken from the link on it where the text names none."""
    kind, symbol = item.type, item.symbol
    if item.number and proof and proof.adopted and not item.organ and same_number(proof, item.number):
        kind = kind or kind_of(proof)
        symbol = symbol if symbol and symbol.series == proof.series else _with_letter(proof, item.number)
    if kind is None:
        return None
    return Reference(
        type=kind,
        symbol=str(symbol) if symbol else None,
        number=item.number,
        volume=item.volume,
        date=item.date,
        text=text[item.start : item.end],
        uri=symbol.uri(language.tag) if symbol else None,
        in_=block,
    )


def _with_letter(proof: Symbol, number: str) -> Symbol:
    """Return a link's symbol with the letter that the text prints behind the number."""
    cited = parse(f"A/RES/{number}")
    return proof.model_copy(update={"suffix": cited.suffix}) if cited and cited.suffix else proof


def _linked(symbol: Symbol, text: str, block: str, language: Language) -> Reference:
    uri = symbol.uri(language.tag)
    return Reference(type=kind_of(symbol), symbol=str(symbol), text=text, uri=uri, in_=block)
