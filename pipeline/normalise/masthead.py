"""Read the first page above the text by position: masthead, session, agenda, adoption, report line and title."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.languages.loader import Language, languages
from pipeline.languages.matching import begins, comparable, find_date, holds, matches
from pipeline.model.layout import RAISED, segments
from pipeline.model.pages import Line
from pipeline.model.resolution import Masthead, Session
from pipeline.model.symbol import LOOKALIKES
from pipeline.normalise.atoms import SPACE, Atom, Atoms, join_lines, line_atoms, passage_text, text_of
from pipeline.normalise.identifiers import point_name
from pipeline.normalise.identify import Identity
from pipeline.normalise.labels import counts_of

TIGHT = 1.29  # parts of the leading: two agenda titles stand 1.5 apart, the lines of one 1.0
REST = "head_rest"
POINT = r"\([^\W\d]{1,2} [^\W\d]{1,2}\)|\(?[^\W\d]{1,2}\)"  # the letters behind an agenda item's number
WIDE = 1.32  # parts of the leading: more sets two lines apart


@dataclass
class Reading:
    """What has been read so far, field by field; each holds the atoms it was read from."""

    fields: dict[str, list[list[Atom]]] = field(default_factory=dict)

    def add(self, name: str, atoms: list[Atom]) -> None:
        """Add a line to a field."""
        self.fields.setdefault(name, []).append(atoms)


@dataclass(frozen=True)
class Front:
    """What stands above the enacting formula, by field, each as one text with its glyphs."""

    masthead: Masthead
    texts: dict[str, Atoms]
    titles: tuple[Atoms, ...]
    rest: tuple[Line, ...]


def read_front(lines: Sequence[Line], identity: Identity, job_number: str | None, leading: float) -> Front:
    """Return what stands on the first page above the enacting formula.

    Args:
        lines: the lines above the formula, furniture left out.
        identity: what the paper is.
        job_number: the job number at the page's foot, as printed.
        leading: the usual distance of two lines, in parts of their size; Arabic papers lead wider.
    """
    groups = _group(lines, identity, leading)
    start = next((at for at, group in enumerate(groups) if _begins_body(group, identity)), 0)
    texts = _head_texts([line for group in groups[:start] for line in group], identity)
    titles: list[Atoms] = []
    rest: list[Line] = []
    state = "session"
    last: Line | None = None
    for group in groups[start:]:
        state = _state(_Before(state, text_of(texts.get(state, ()))), group, identity)
        atoms = _atoms(group, identity.language)
        one = _is_one_title(last, group[0], text_of(texts.get("agenda_item", ())), identity.language, leading)
        if state == "agenda_title" and titles and one:
            titles[-1] = (*titles[-1], SPACE, *atoms)
        elif state == "agenda_title":
            titles.append(atoms)
        elif state == "rest":
            rest += group
        elif state in texts:
            texts[state] = (*texts[state], SPACE, *atoms)
        else:
            texts[state] = atoms
        last = group[-1]
    return Front(_masthead(texts, titles, identity, job_number), texts, tuple(titles), tuple(rest))


def _begins_body(group: list[Line], identity: Identity) -> bool:
    """Say whether a group ends the head of the first page: session, agenda item, heading or adoption line."""
    language, organ = identity.language, identity.organ.key
    text = text_of(_atoms(group, language))
    return (
        any(matches(language, name, text) for name in ("session", "agenda_item"))
        or matches(language, "heading", text, organ) is not None
        or begins(language, "adoption_start", text, organ)
    )


def _group(lines: Sequence[Line], identity: Identity, leading: float) -> list[list[Line]]:
    """Group lines of one size, weight and left edge that follow each other closely."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _goes_on(groups[-1], line, identity, leading):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _goes_on(group: list[Line], line: Line, identity: Identity, leading: float) -> bool:
    above = group[-1]
    step = (line.baseline - above.baseline) / max(above.size, line.size)
    if above.page != line.page or step > WIDE * leading or abs(above.size - line.size) > 0.15 * above.size:
        return False
    if _weight(above) != _weight(line) or printed_number(comparable(line.text), identity) is not None:
        return False
    begins_adoption = begins(identity.language, "adoption_start", line.text, identity.organ.key)
    return not begins_adoption and not _stands_alone(group, identity) and not _stands_alone([line], identity)


def _stands_alone(group: list[Line], identity: Identity) -> bool:
    """Say whether a group is a line that goes on in no other: session, agenda item, heading."""
    language = identity.language
    text = text_of(_atoms(group, language))
    plain = any(matches(language, name, text) for name in ("session", "agenda_item"))
    return plain or matches(language, "heading", text, identity.organ.key) is not None


def _weight(line: Line) -> bool:
    """Say whether a line is bold, note marks apart; the mark alone of a title may fall on a line of its own."""
    return all(glyph.bold for glyph in line.inked if line.rise(glyph) < RAISED)


def _atoms(group: Sequence[Line], language: Language) -> Atoms:
    return passage_text(group, language.joining.spaces)


@dataclass(frozen=True)
class _Before:
    """The field that was read last, and its text so far."""

    field: str
    text: str


def _state(before: _Before, group: list[Line], identity: Identity) -> str:
    """Return which field a group of lines belongs to, given the field before it."""
    language = identity.language
    text = comparable(text_of(_atoms(group, language)))
    fixed = _fixed(before, text, identity)
    if fixed is not None:
        return fixed
    if before.field == "session" and re.search(r"\d{4}", text):
        return "session_dates"
    if before.field == "source" and not text_closes(before.text):
        return "source"
    bold = all(_weight(line) for line in group)
    if before.field in ("source", "draft", "title") and bold:
        return "title"
    if before.field == "session" and bold and identity.is_draft:
        return "committee"
    return "agenda_title" if before.field in ("agenda_item", "agenda_title") else "rest"


def _fixed(before: _Before, text: str, identity: Identity) -> str | None:
    """Return the field that a text says itself, or None."""
    language, organ = identity.language, identity.organ.key
    if before.field == "session" and not before.text and matches(language, "session", text):
        return "session"
    if matches(language, "agenda_item", text):
        return "agenda_item"
    if matches(language, "heading", text, organ):
        return "heading"
    unfinished = before.field == "adoption" and not matches(language, "adoption", before.text, organ)
    if begins(language, "adoption_start", text, organ) or (unfinished and find_date(language, f"{before.text} {text}")):
        return "adoption"
    if text.startswith("["):
        return "source"
    if identity.is_draft and before.field != "title" and holds(language, "draft", text):
        return "draft"
    return "title" if printed_number(text, identity) else None


def _is_one_title(above: Line | None, below: Line, item: str, language: Language, leading: float) -> bool:
    """Say whether two agenda lines are of one title: set tight, or under the number of a single item."""
    if above is None or below.page != above.page:
        return False
    numbered = matches(language, "agenda_item", item)
    return _tight(above, below, leading) or (numbered is not None and len(_numbers(numbered["numbers"], language)) == 1)


def _tight(above: Line, below: Line, leading: float) -> bool:
    """Say whether a line follows another at the leading, as a further line of one title."""
    return below.page == above.page and below.baseline - above.baseline < TIGHT * leading * max(above.size, below.size)


def text_closes(text: str) -> bool:
    """Say whether a text opens no bracket that it does not close."""
    return text.count("[") <= text.count("]")


def printed_number(text: str, identity: Identity) -> re.Match[str] | None:
    """Return the match of the number that a title begins with; print may leave out the letters behind it.

    A title may hold the number once more.
    """
    number = identity.organ.number(identity.symbol)
    if number is None:
        return None
    bare = re.sub(r" ?[A-Z](?: ?[-–] ?[A-Z])?$", "", number)
    again = re.escape(number)
    return re.match(rf"\.?(?P<number>{again}|{re.escape(bare)})(?:(?!\d)|(?={again}))\s*[.\-–]*\s*", text)


def _head_texts(lines: Sequence[Line], identity: Identity) -> dict[str, Atoms]:
    spaces = identity.language.joining.spaces
    reading = Reading()
    for line in lines:
        for piece in segments(line):
            atoms = line_atoms(line, piece, spaces)
            reading.add(_head_field(text_of(atoms), identity), atoms)
    parts = reading.fields.pop(REST, [])
    if parts:  # a name set over two lines beside another column: Экономический и / Социальный Совет
        reading.fields.setdefault(_head_field(text_of(join_lines(parts, spaces)), identity), []).extend(parts)
    return {name: join_lines(found, spaces) for name, found in reading.fields.items()}


def _head_field(text: str, identity: Identity) -> str:
    language = identity.language
    text = comparable(text)
    if re.sub(r"[\s*]", "", text).translate(LOOKALIKES) == re.sub(r"\s", "", identity.symbol):
        return "symbol"
    if text == comparable(language.masthead.publisher):
        return "publisher"
    organ = next((key for key in language.organs if _names(text, key, language)), None)
    if organ is not None:
        return "organ" if organ == identity.organ.key else "parent_organ"
    if _starts(text, language.masthead.distribution):
        return "distribution"
    if _starts(text, language.masthead.original):
        return "original_language"
    if text in language.masthead.languages:
        return "language_text"
    return "issued" if _issue_date(text, language) else REST


def _names(text: str, organ: str, language: Language) -> bool:
    """Say whether a text is an organ's name; papers may print it with the particle that its formula begins with."""
    return text == comparable(language.organs[organ].name) or matches(language, "formula", text, organ) is not None


def _starts(text: str, words: Sequence[str]) -> bool:
    return any(text.startswith(comparable(word)) for word in words)


def _issue_date(text: str, language: Language) -> tuple[str, str] | None:
    for tag in language.dates.masthead:
        found = find_date(languages()[tag], text)
        if found and found[1] == comparable(text):
            return found
    return None


def _masthead(texts: dict[str, Atoms], titles: list[Atoms], identity: Identity, job_number: str | None) -> Masthead:
    language = identity.language
    said = {name: text_of(atoms).strip() for name, atoms in texts.items()}
    issued = _issue_date(said.get("issued", ""), language)
    item = matches(language, "agenda_item", said.get("agenda_item", ""))
    original = comparable(said.get("original_language", ""))
    for word in language.masthead.original:
        original = original.removeprefix(comparable(word))
    return Masthead(
        publisher=said.get("publisher"),
        symbol_text=said.get("symbol"),
        parent_organ=said.get("parent_organ"),
        organ=said.get("organ"),
        distribution=said.get("distribution"),
        issued=issued[0] if issued else None,
        issued_text=said.get("issued"),
        language_text=said.get("language_text"),
        original_text=said.get("original_language"),
        original_language=language.masthead.languages.get(original.strip()),
        session=_session(said, language),
        committee=said.get("committee"),
        agenda_item=said.get("agenda_item"),
        agenda_numbers=_numbers(item["numbers"], language) if item else (),
        agenda_title=text_of(titles[0]).strip() if titles else None,
        agenda_titles=tuple(text_of(title).strip() for title in titles),
        job_number=job_number,
    )


def _session(said: dict[str, str], language: Language) -> Session | None:
    text = said.get("session")
    if text is None:
        return None
    match = matches(language, "session", text)
    ordinal = language.ordinal(match["ordinal"] or match["year"]) if match else None
    return Session(text=text, ordinal=ordinal, dates=said.get("session_dates"))


def _numbers(text: str, language: Language) -> tuple[str, ...]:
    """Return the numbers of agenda items, as "103 (ee)": the letters of points are Latin ones in every language."""
    found = re.findall(rf"(\d+)((?: ?(?:{POINT}))*)", text)
    return tuple(
        " ".join([number, *(f"({_point(point, language)})" for point in re.findall(POINT, points))])
        for number, points in found
    )


def _point(printed: str, language: Language) -> str:
    counts = counts_of(printed, language)
    return point_name(counts[0], printed, language) if counts else re.sub(r"\W", "", printed)
