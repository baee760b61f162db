"""Load and validate the language files. A language is one TOML file here; unknown keys are refused by name."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from pipeline.errors import Stop
from pipeline.model.number import whole
from pipeline.model.outcome import Outcome
from pipeline.model.pack import Pack, read_packs
from pipeline.model.resolution import Style

TEN = 10


class MastheadWords(Pack):
    """The fixed words of the first page."""

    publisher: str
    distribution: tuple[str, ...]
    original: tuple[str, ...]
    corrigendum: tuple[str, ...] = Field(description="words that head a paper which corrects another")
    languages: dict[str, str] = Field(description="language name as printed after `original` -> BCP 47 tag")


class Dates(Pack):
    """How a date is printed: a regular expression with the groups day, month, year, and the months' names in order."""

    pattern: str
    months: tuple[tuple[str, ...], ...] = Field(min_length=12, max_length=12)
    alone: str | None = Field(default=None, description="a month without day, with the group month; else its names")
    earlier: str | None = Field(default=None, description="another day of the same month before a date, with group day")
    later: str | None = Field(default=None, description="another day of the same month behind a date, with group day")
    masthead: tuple[str, ...] = Field(description="languages whose dates the masthead may carry instead")


class OrganWords(Pack):
    """What an organ's papers say in this language; regular expressions but for the name, `{date}` for a date."""

    name: str
    formula: str
    adoption: str
    adoption_start: str = Field(description="the adoption line's first words, where it is set on two lines")
    heading: str | None = Field(default=None, description="the line above the adoption line, with the group `number`")


class Patterns(Pack):
    """Regular expressions for the fixed lines, matched against a copy with plain spaces; `{date}` stands for a date."""

    draft: str = Field(description="the words in the line above a draft's title that call it one")
    sponsors: str = Field(description="what stands between two sponsors of a draft")
    session: str
    agenda_item: str
    closing_meeting: str
    closing_bracket: str | None = None
    annex: str
    divisions: str = Field(description="a heading that only numbers what stands under it, as in: Part I")
    operative_number: str
    note_mark: str = Field(description="a note's mark as raised in the text, with the group `mark`")
    heading_labels: tuple[str, ...] = Field(description="labels of headings by level, each with the group `mark`")


class Votes(Pack):
    """How the bracket under a text tells of the vote; regular expressions, matched against a comparable copy."""

    without: str = Field(description="that there was no vote")
    recorded: str = Field(description="the counts, with the groups in_favour, against and abstaining")
    in_favour: str = Field(description="what stands before the States in favour")
    against: str
    abstaining: str
    nobody: str = Field(description="what stands in a State's place where there is none")
    joints: str = Field(description="what stands between two States")
    whole: tuple[str, ...] = Field(description="names of States, or the parts of them, that hold a joint")
    numbers: dict[str, int] = Field(description="a count printed as a word -> its number")

    def __hash__(self) -> int:
        return hash(self.recorded)


class Lists(Pack):
    """The markers of points by level, each a regular expression with the group `mark`, and how a mark is counted."""

    levels: tuple[str, ...]
    lookalikes: dict[str, str] = Field(default={}, description="letter of another script -> the letter it stands for")
    sequences: dict[str, tuple[str, ...]] = Field(
        default={}, description="the marks in order; `name_other` is another order that `name` may have"
    )
    neutral: dict[str, Literal["alpha", "roman"]] = Field(
        default={}, description="sequence -> how its ordinals are written in identifiers"
    )


class Joining(Pack):
    """How two lines of one paragraph become one text, and what ends a paragraph."""

    spaces: bool = Field(description="whether words are set apart by spaces")
    terminal: str = Field(description="characters that end a paragraph")
    preambular: str = Field(description="characters that end a preambular paragraph")
    operative: str = Field(description="characters that end an operative paragraph before the last")
    closers: str = Field(description="closing quotes and brackets that may follow a terminal character")
    openings: tuple[Style, ...] = Field(description="how opening words are set")


class Output(Pack):
    """What the renderers need to say and set in this language."""

    fonts: tuple[str, ...] = Field(description="font families, best first")
    emphasis_fonts: tuple[str, ...] = Field(
        default=(), description="families of emphasis, where italics of this script are none"
    )
    latin_fonts: tuple[str, ...] = Field(
        default=(), description="families of Latin phrases and of the letters that the best font has not"
    )
    italic_fonts: tuple[str, ...] = Field(default=(), description="families of italics for Latin words in other script")
    word_emphasis_font: str | None = Field(default=None, description="the name for Word of the face of emphasis")
    synthetic_italic: bool = True
    word_fonts: tuple[str, ...] = Field(description="names for Word: ascii, East Asian, complex script")
    note: str = Field(description="the word for a footnote, with {marker}")
    back: str = Field(description="the sentence that leads back from a note, with {marker}")
    link: str = Field(description="the sentence that describes a link, with {text} and {target}")
    unofficial: str = Field(description="the sentence that says this is not the official document")
    contents: str = Field(description="the name of the table of contents")
    web_fonts: tuple[str, ...] = Field(description="families that readers' own machines may have, best first")
    web_emphasis_fonts: tuple[str, ...] = Field(default=(), description="the same for emphasis, where it is no slant")
    skip: str = Field(description="the words of the link that leads past head and contents")
    permalink: str = Field(description="the words of a link to a block, with {name}")
    notes: str = Field(description="the name of the notes together")
    table: str = Field(description="the name of a table without caption")


class References(Pack):
    """How a paper cites resolutions, decisions and treaties; regular expressions, matched against a comparable copy.

    `{date}` stands for a date, `{organ}` for an organ's name.
    """

    resolution: str = Field(description="the word for a resolution, or several")
    decision: str
    follows: bool = Field(default=False, description="whether that word stands behind the numbers, dates before them")
    numbered: str = Field(default="{number}", description="a number with what is printed around it")
    dated: str = Field(description="a number's date, with what joins it to the number")
    belongs: str = Field(description="the organ behind a number, with what joins it to the number")
    between: tuple[str, ...] = Field(description="words that may stand between word, organ and numbers of one list")
    treaty: str = Field(description="a treaty by its place in the Treaty Series, with the groups volume and number")
    through: str = Field(description="what stands between the first and last letter behind a number, as in A to C")
    council: str = Field(description="the short name of any organ whose name holds it")
    organs: dict[str, str] = Field(description="organ file name -> its name in every case")
    sessions: dict[str, str] = Field(default={}, description="mark of a session as printed -> the mark in a symbol")
    suffixes: dict[str, str] = Field(default={}, description="letter behind a number as printed -> the Latin letter")


class Ordinals(Pack):
    """Ordinal words as sessions print them: a word is the sum of the parts that its longest readings name."""

    parts: dict[str, int] = Field(default={})


class Language(Pack):
    """All that is known of one language."""

    tag: str
    iri: str = Field(description="ISO 639-2/T, as in an expression IRI")
    name: str
    direction: Literal["ltr", "rtl"]
    script: Literal["Latn", "Cyrl", "Arab", "Hans"]
    organs: dict[str, OrganWords] = Field(description="organ file name -> its words")
    masthead: MastheadWords
    dates: Dates
    patterns: Patterns
    votes: Votes
    lists: Lists
    joining: Joining
    output: Output
    references: References
    ordinals: Ordinals = Ordinals()

    def __hash__(self) -> int:
        return hash(self.tag)

    def ordinal(self, words: str) -> int | None:
        """Return the number that an ordinal in words or digits means, or None where a part is not known."""
        digits = re.search(r"\d+", words)
        return whole(digits[0]) if digits else _sum_parts(words.lower(), self.ordinals.parts)


def _sum_parts(words: str, parts: dict[str, int]) -> int | None:
    """Return the value of a word: parts are added, except that one below ten multiplies a ten behind it."""
    total, pending = 0, 0
    names = sorted(parts, key=len, reverse=True)
    while words:
        name = next((name for name in names if words.startswith(name)), None)
        if name is None:
            return None
        words = words[len(name) :].lstrip(" -")
        value = parts[name]
        if value == TEN and 0 < pending < TEN:
            total, pending = total + pending * TEN, 0
        else:
            total, pending = total + pending, value
    return total + pending or None


_FURTHER: ContextVar[dict[str, Language] | None] = ContextVar("known languages, further ones included", default=None)


def languages() -> dict[str, Language]:
    """Return every language by its tag; inside `further_languages`, those of its folder too.

    Raises pydantic.ValidationError where a file has a missing, wrong or unknown key.
    """
    known = _FURTHER.get()
    return _own() if known is None else known


@contextmanager
def further_languages(folder: Path | None) -> Iterator[None]:
    """Add the language files of a folder, as they are now, to those that are known, as long as the context lasts.

    A file whose tag is known already takes the place of the known one. Without a folder nothing changes.

    Raises:
        Stop: USAGE where the folder or a file in it cannot be read, is not TOML, or has a missing, wrong or unknown
            key.
    """
    before = _FURTHER.set(_with_further(folder) if folder else None)
    try:
        yield
    finally:
        _FURTHER.reset(before)


def _with_further(folder: Path) -> dict[str, Language]:
    try:
        return _read(folder)
    except (OSError, ValueError) as error:
        raise Stop(Outcome.USAGE, f"the language files in {folder} cannot be read: {error}"[:500]) from error


@cache
def _own() -> dict[str, Language]:
    return _read(None)


def _read(further: Path | None) -> dict[str, Language]:
    return {pack.tag: pack for pack in read_packs("pipeline.languages", Language, further)}
