"""Check what a resolution cites: texts against the links on them, numbers against their dates. Nothing is changed."""

from collections import defaultdict
from collections.abc import Iterator

from pipeline.languages.loader import languages
from pipeline.model.contents import contents, links
from pipeline.model.finding import Finding
from pipeline.model.resolution import Content, Resolution
from pipeline.model.symbol import LOOKALIKES, Symbol, parse
from pipeline.model.walk import plain_text
from pipeline.normalise import kinds
from pipeline.normalise.citations import Citation, Paper, citations
from pipeline.normalise.references import overlaps, same_number, target
from pipeline.normalise.sessions import years_of
from pipeline.organs.loader import organs


def check_references(resolution: Resolution) -> Iterator[Finding]:
    """Yield the contradictions in what a resolution cites, and the symbols that hold letters of another script."""
    own = resolution.masthead.symbol_text or ""
    if _looks_alike(own):
        yield kinds.LOOKALIKES.at(page=1, expected=resolution.symbol, found=own)
    language = languages()[resolution.language]
    paper = Paper.of(resolution)
    dated: dict[Symbol, dict[str, str]] = defaultdict(dict)
    for block, content in contents(resolution):
        cited = citations(plain_text(content), language, paper)
        yield from _links(block, content, cited)
        for item in cited:
            if item.printed_symbol and _looks_alike(item.printed_symbol):
                yield kinds.LOOKALIKES.at(block=block, found=item.printed_symbol)
            symbol = item.symbol or _proved(item, content)
            if symbol and item.date:
                yield from _date(block, symbol, item.date)
                dated[symbol].setdefault(item.date, block)
    for symbol, dates in dated.items():
        (first, _), *others = dates.items()
        for date, block in others:
            yield kinds.TWO_DATES.at(block=block, expected=f"{symbol}: {first}", found=date)


def _looks_alike(symbol: str) -> bool:
    return symbol.translate(LOOKALIKES) != symbol


def _links(block: str, content: Content, cited: tuple[Citation, ...]) -> Iterator[Finding]:
    text = plain_text(content)
    for link in links(content):
        aim = target(link.href)
        items = [item for item in cited if overlaps(item, link) and item.type != "treaty"]
        printed = text[link.start : link.end]
        if aim is None or not items or parse(printed) == aim or any(_agree(item, aim) for item in items):
            continue
        kind = kinds.LINK_NUMBER if any(item.number for item in items) else kinds.LINK_SYMBOL
        yield kind.at(block=block, expected=printed, found=link.href)


def _proved(item: Citation, content: Content) -> Symbol | None:
    """Return what the link on a number says it is, where the number is the same."""
    aims = (target(link.href) for link in links(content) if overlaps(item, link))
    return next((aim for aim in aims if aim and item.number and same_number(aim, item.number)), None)


def _agree(item: Citation, aim: Symbol) -> bool:
    if not item.number:
        return item.symbol == aim or _whole(item.symbol) == aim
    right_organ = item.organ is None or organs()[item.organ].series == "/".join(aim.series[:-1])
    return right_organ and same_number(aim, item.number)


def _date(block: str, symbol: Symbol, date: str) -> Iterator[Finding]:
    years = years_of(symbol)
    if years and int(date[:4]) not in years:
        yield kinds.NUMBER_AND_DATE.at(block=block, expected=str(symbol), found=date)


def _whole(symbol: Symbol | None) -> Symbol | None:
    """Return the symbol of the whole of which one names a part."""
    return symbol.model_copy(update={"brackets": (), "later": ()}) if symbol and not symbol.adopted else symbol
