"""Find what a text cites: symbols of documents, numbers of resolutions and decisions with their dates, treaties.

A number by itself proves nothing: it counts where the word for a resolution or decision stands in its list, or where a
date is printed on it and that word stands in the same text. Anything else waits for a link to prove it (type None).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import takewhile
from typing import Literal

from pipeline.languages.loader import Language
from pipeline.languages.matching import aligned, comparable, date_pattern, dates
from pipeline.model.number import whole
from pipeline.model.resolution import Resolution
from pipeline.model.symbol import LOOKALIKES, PATTERN, Symbol, parse
from pipeline.normalise.identifiers import roman_text
from pipeline.normalise.sessions import years_of
from pipeline.organs.loader import organs

Kind = Literal["resolution", "decision", "document", "treaty"]

LONGEST_GAP = 80  # characters between two numbers of one list; a list may name a section between them
_SYMBOL = re.compile(rf"(?<![A-Za-z0-9/.]){PATTERN}")
_JOINT = re.compile(r"-(?=[A-Z]{1,6}/)")  # A/78/86-E/2023/83: one document under two symbols
_LETTER = "[A-ZАВСЕНКМОРТ]"
_SESSION_NUMBER = re.compile(r"\d{1,3}/.+")  # conferences and commissions number theirs so, too
_GAP_SIGNS = r"[\s,;،؛、，；()（）*“”\"«»]*"


@dataclass(frozen=True)
class Paper:
    """Whose paper is read, by the organ's key, and the year that it is of; none, where that is not known."""

    organ: str
    year: int | None = None

    @classmethod
    def of(cls, resolution: Resolution) -> "Paper":
        """Return what is known of a resolution."""
        date = resolution.adoption.date or resolution.masthead.issued
        return cls(resolution.organ, int(date[:4]) if date else None)


@dataclass(frozen=True)
class Citation:
    """What is cited in the range [start, end) of a text.

    `organ` is the key of the organ that the paper names there, or None; `symbol` is None where it names none and more
    than one could be meant. `type` is None where nothing but a link could prove that a number is a resolution's.
    """

    type: Kind | None
    start: int
    end: int
    symbol: Symbol | None = None
    number: str | None = None
    volume: str | None = None
    date: str | None = None
    organ: str | None = None
    printed_symbol: str | None = None


@dataclass(frozen=True)
class _Token:
    """A number, an organ's name, or the word for a resolution or decision, in the comparable copy.

    `organs` are the keys that a name can mean: one, or all councils.
    """

    type: Literal["number", "organ", "word"]
    start: int
    end: int
    value: str = ""
    date: str | None = None
    organs: tuple[str, ...] = ()


def citations(text: str, language: Language, paper: Paper) -> tuple[Citation, ...]:
    """Return what a text cites, in order.

    Args:
        text: the characters of one block.
        language: the language that it is written in.
        paper: whose paper it is; "its resolution 74/50" is that organ's.
    """
    copy, places = aligned(text)
    found = [*_documents(copy), *_treaties(copy, language), *_numbers(copy, language, paper)]
    return tuple(_moved(item, places) for item in sorted(found, key=lambda item: (item.start, item.end)))


def _moved(item: Citation, places: Sequence[int]) -> Citation:
    """Return a citation of the comparable copy at its place in the text."""
    return replace(item, start=places[item.start], end=places[item.end - 1] + 1)


def _documents(copy: str) -> Iterator[Citation]:
    for match in _SYMBOL.finditer(copy.translate(LOOKALIKES)):
        start = match.start()
        for printed in _JOINT.split(match[0].rstrip(".-")):
            end = start + len(printed)
            symbol = parse(printed)
            if symbol is not None:
                yield Citation(kind_of(symbol), start, end, symbol, printed_symbol=copy[start:end])
            start = end + 1


def kind_of(symbol: Symbol) -> Kind:
    """Return what a symbol names."""
    kinds: dict[str, Kind] = {"RES": "resolution", "DEC": "decision"}
    return kinds.get(symbol.series[-1], "document")


def _treaties(copy: str, language: Language) -> Iterator[Citation]:
    for match in re.finditer(language.references.treaty, copy):
        volumes = ", ".join(re.findall(r"\d+", match["volume"]))
        number = re.sub("[ ,]", "", match["number"])
        yield Citation("treaty", match.start(), match.end(), number=number, volume=volumes)


def _numbers(copy: str, language: Language, paper: Paper) -> Iterator[Citation]:
    """Yield the numbers of each list; a list that a title interrupts goes on where a number bears a date."""
    tokens = list(_tokens(copy, language))
    words = [token for token in tokens if token.type == "word"]
    likely = (paper.organ, *(token.organs[0] for token in tokens if len(token.organs) == 1))
    carried: tuple[str, ...] = ()
    sessions: set[str] = set()
    for group in _groups(tokens, copy, language):
        worded = any(token.type == "word" for token in group)
        proved = worded or any(token.date or _session_of(token) in sessions for token in group)
        named = [_named(group, position) or (() if worded else carried) for position in range(len(group))]
        carried = next((keys for keys in reversed(named) if keys), ()) if worded else carried
        items: list[Citation] = []
        for position, token in enumerate(group):
            if token.type == "number":
                kind = _word(group, position, language) or (_nearest(words, token, language) if proved else None)
                items.append(_citation(replace(token, organs=named[position]), kind, likely, paper.year))
        sessions |= {_session_of(token) for token in group if proved} - {""}
        yield from _as_the_others(items)


def _tokens(copy: str, language: Language) -> Iterator[_Token]:
    for match in _token_pattern(language).finditer(copy):
        if match["item"]:
            iso = next((iso for iso, _ in dates(language, match["item"])), None)
            keys = _organ_keys(match["organ"], language) if match["organ"] else ()
            yield _Token("number", *match.span("item"), _neutral(match, language), iso, keys)
        elif match["leading"]:
            yield _Token("organ", *match.span(), organs=_organ_keys(match["leading"], language))
        else:
            yield _Token("word", *match.span(), "resolution" if match["resolution"] else "decision")


@cache
def _token_pattern(language: Language) -> re.Pattern[str]:
    cited = language.references
    any_organ = "|".join(f"(?:{comparable(name)})" for name in (*cited.organs.values(), cited.council))
    date = re.sub(r"\(\?P<\w+>", "(?:", date_pattern(language))
    dated = f"(?:{cited.dated.replace('{date}', date)})?"
    belongs = cited.belongs.replace("{organ}", f"(?P<organ>{any_organ})")
    number = cited.numbered.replace("{number}", _number_pattern(language))
    around = (f"(?:{belongs})?{dated} ?", "") if cited.follows else ("", f"{dated}(?:{belongs})?{dated}")
    item = number.join(around)
    words = f"(?P<resolution>{cited.resolution})|(?P<decision>{cited.decision})"
    return re.compile(f"(?P<item>{item})|(?P<leading>{any_organ})|{_whole(words, language)}")


def _number_pattern(language: Language) -> str:
    sessions = "|".join(re.escape(mark) for mark in sorted(language.references.sessions, key=len, reverse=True))
    mark = f"(?:S|ES{'|' + sessions if sessions else ''})"
    letters = "|".join([_LETTER, *language.references.suffixes])
    end = r"(?![^\W\d_])" if language.joining.spaces else "(?![A-Za-z])"
    suffix = f"(?: ?(?:{letters})(?:{language.references.through}(?:{letters}))?{end})?"
    recent = rf"(?P<session>(?:{mark} ?-)?\d{{1,4}})/(?P<running>\d{{1,4}})(?P<suffix>{suffix})(?![\d/])"
    bracket = rf"\d{{4}}|(?:(?:S|ES)-)?[IVXLС]+|{mark} ?- ?\d+"
    old = rf"(?P<old>\d{{1,4}})(?P<letter>{suffix}) ?[(（](?P<bracket>{bracket})[)）]"
    return rf"(?<![A-Za-z0-9/.\-])(?:{recent}|{old})"


def _whole(source: str, language: Language) -> str:
    return rf"(?<!\w)(?:{source})(?!\w)" if language.joining.spaces else source


def _neutral(match: re.Match[str], language: Language) -> str:
    """Return a number as it stands in a symbol: "74/50 A", "3362 (S-VII)", "2379 (2017)"."""
    if match["session"]:
        return f"{_session(match['session'], language)}/{match['running']}{_letter(match['suffix'], language)}"
    bracket = match["bracket"]
    marked = re.fullmatch(r"(\D+?) ?- ?(\d+)", bracket)
    if marked:
        mark = language.references.sessions.get(marked[1], marked[1])
        bracket = f"{mark}-{roman_text(whole(marked[2])).upper()}" if mark else roman_text(whole(marked[2])).upper()
    return f"{match['old']}{_letter(match['letter'], language)} ({bracket})"


def _session(printed: str, language: Language) -> str:
    mark, _, number = printed.rpartition("-")
    mark = mark.strip()
    return f"{language.references.sessions.get(mark, mark)}-{number}" if mark else number


def _letter(printed: str, language: Language) -> str:
    """Return the letters behind a number in Latin, " A" or " A–C"; none where none are printed."""
    known = language.references.suffixes
    letters = re.findall("|".join([_LETTER, *known]), printed)
    latin = [known.get(letter, letter.translate(LOOKALIKES)) for letter in letters]
    return f" {'–'.join(latin)}" if latin else ""


def _groups(tokens: list[_Token], copy: str, language: Language) -> Iterator[list[_Token]]:
    """Yield the runs of tokens with nothing between them but what belongs to a list."""
    group: list[_Token] = []
    for token in tokens:
        if group and not _joined(copy[group[-1].end : token.start], language):
            yield group
            group = []
        group.append(token)
    if group:
        yield group


def _joined(gap: str, language: Language) -> bool:
    return len(gap) <= LONGEST_GAP and _gap_pattern(language).fullmatch(gap) is not None


@cache
def _gap_pattern(language: Language) -> re.Pattern[str]:
    words = "|".join(comparable(word) for word in language.references.between)
    end = r"(?![^\W\d_])" if language.joining.spaces else ""
    date = re.sub(r"\(\?P<\w+>", "(?:", date_pattern(language))
    return re.compile(f"{_GAP_SIGNS}(?:(?:{date}|(?:{words}){end}){_GAP_SIGNS})*")


def _word(group: list[_Token], position: int, language: Language) -> Kind | None:
    behind = language.references.follows
    others = group[position + 1 :] if behind else group[position::-1]
    word = next((token for token in others if token.type == "word"), None)
    return _as_kind(word)


def _nearest(words: list[_Token], token: _Token, language: Language) -> Kind | None:
    if language.references.follows:
        return _as_kind(next((word for word in words if word.start >= token.end), None))
    return _as_kind(next((word for word in reversed(words) if word.end <= token.start), None))


def _as_kind(word: _Token | None) -> Kind | None:
    if word is None:
        return None
    return "resolution" if word.value == "resolution" else "decision"


def _named(group: list[_Token], position: int) -> tuple[str, ...]:
    """Return the organs that a name can mean for a number: a name on it, before it, or on another of its list."""
    before, behind = group[position::-1], group[position + 1 :]
    leading = next((token.organs for token in before if token.type == "organ"), ())
    own = group[position].organs if group[position].type == "number" else ()
    later = next((token.organs for token in takewhile(_is_number, behind) if token.organs), ())
    earlier = next((token.organs for token in takewhile(_is_number, before) if token.organs), ())
    return own or leading or later or earlier


def _is_number(token: _Token) -> bool:
    return token.type == "number"


def _organ_keys(printed: str, language: Language) -> tuple[str, ...]:
    cited = language.references
    for key, name in cited.organs.items():
        if re.fullmatch(comparable(name), printed):
            return (key,)
    return tuple(key for key in cited.organs if re.search(cited.council, language.organs[key].name))


def _session_of(token: _Token) -> str:
    """Return what stands before the stroke of a number; nothing, where there is no stroke."""
    return token.value.partition("/")[0] if token.type == "number" and "/" in token.value else ""


def _citation(token: _Token, kind: Kind | None, likely: tuple[str, ...], year: int | None) -> Citation:
    """Return a number as what it cites; its token bears the organs that are named for it."""
    possible = tuple(key for key in organs() if _possible(key, token.value, year))
    meant = tuple(key for key in possible if key in token.organs)
    organ = meant[0] if len(meant) == 1 else None
    owner = organ or _owner(possible, kind, token, likely)
    symbol = _adopted_symbol(owner, kind, token.value) if owner and kind else None
    return Citation(kind, token.start, token.end, symbol, token.value, date=token.date, organ=organ)


def _possible(owner: str, number: str, year: int | None) -> bool:
    """Say whether an organ numbers so, and had come to that number in a year."""
    if not re.fullmatch(organs()[owner].cited, number):
        return False
    symbol = _adopted_symbol(owner, "resolution", number)
    years = years_of(symbol) if symbol else ()
    return year is None or not years or years[0] <= year


def _owner(possible: tuple[str, ...], kind: Kind | None, token: _Token, likely: tuple[str, ...]) -> str | None:
    """Return whose a number is where no organ is named for it.

    It is the paper's own, the first of those likely, unless its date says otherwise, or it bears none and another
    organ that could mean it is named in the text. Conferences and commissions number theirs alike, so that a date
    alone proves nothing.
    """
    dated = bool(kind and token.date)
    open_ = [key for key in possible if not dated or (kind and _may_fit(key, kind, token))]
    meant = [key for key in open_ if key in likely]
    if likely[0] in meant and (dated or len(meant) == 1):
        return likely[0]
    if len(meant) == 1:
        return meant[0]
    return open_[0] if len(open_) == 1 and not _SESSION_NUMBER.fullmatch(token.value) else None


def _may_fit(owner: str, kind: Kind, token: _Token) -> bool:
    symbol = _adopted_symbol(owner, kind, token.value)
    years = years_of(symbol) if symbol else ()
    return not years or int((token.date or "")[:4]) in years


def _fits(symbol: Symbol | None, date: str) -> bool:
    return symbol is not None and int(date[:4]) in years_of(symbol)


def _as_the_others(items: list[Citation]) -> Iterator[Citation]:
    """Yield the numbers of a list; where one could be anybody's, it is that organ's whose the dates say others are."""
    settled = {item.symbol.series for item in items if item.symbol and item.date and _fits(item.symbol, item.date)}
    for item in items:
        open_ = item.type and item.number and not item.organ and not (item.symbol and years_of(item.symbol))
        if open_ and len(settled) == 1:
            symbol = parse("/".join((*next(iter(settled)), item.number or "")))
            yield replace(item, symbol=symbol)
        else:
            yield item


def _adopted_symbol(owner: str, kind: Kind, number: str) -> Symbol | None:
    series = {"resolution": "RES", "decision": "DEC"}[kind]
    return parse(f"{organs()[owner].series}/{series}/{number}")
