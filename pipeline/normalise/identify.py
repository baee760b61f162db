"""Say in which language and of which organ a paper is, or refuse it by name."""

from dataclasses import dataclass

from pipeline.errors import Stop
from pipeline.languages.loader import Language, languages
from pipeline.languages.matching import begins, comparable, is_formula, matches
from pipeline.model.layout import piece_text, segments
from pipeline.model.outcome import Outcome
from pipeline.model.pages import Pages
from pipeline.organs.loader import Organ, is_correction, organ_of

# What a first page must show of one language: its publisher's name and organ, or one of them and a fixed line.
ENOUGH = 3


@dataclass(frozen=True)
class Identity:
    """What a paper is: its symbol, its organ and its language."""

    symbol: str
    organ: Organ
    language: Language

    @property
    def is_draft(self) -> bool:
        """Whether the paper is a draft."""
        return self.organ.is_draft(self.symbol)


def identify(pages: Pages) -> Identity:
    """Return what a paper is, from its first page.

    A paper with a corrigendum's symbol is a resolution where it prints the whole text again, from the enacting formula.

    Raises:
        Stop: NOT_RESOLUTION where no known organ's symbol stands in the masthead, where a corrigendum holds no
            resolution, or where no known language, or more than one, fits.
    """
    if pages.symbol is None:
        raise Stop(
            Outcome.NOT_RESOLUTION, "no symbol of a known organ's resolution stands at the top of the first page"
        )
    organ = organ_of(pages.symbol)
    if organ is None:
        raise Stop(Outcome.NOT_RESOLUTION, f"{pages.symbol} is no resolution of a known organ")
    if _corrects(pages):
        raise Stop(
            Outcome.NOT_RESOLUTION, f"{pages.symbol} is a corrigendum: it corrects a resolution, and is none itself"
        )
    scores = sorted(((score(pages, language, organ), tag) for tag, language in languages().items()), reverse=True)
    best = scores[0]
    if best[0] < ENOUGH or (len(scores) > 1 and scores[1][0] == best[0]):
        seen = ", ".join(f"{tag} {value}" for value, tag in scores)
        raise Stop(Outcome.NOT_RESOLUTION, f"{pages.symbol}: the language of the first page is not clear ({seen})")
    return Identity(pages.symbol, organ, languages()[best[1]])


def _corrects(pages: Pages) -> bool:
    """Say whether a paper is a corrigendum, by its symbol or by the word that heads it in any language; one that
    prints the whole text anew, from the enacting formula on, is the resolution.
    """
    texts = [line.text for line in pages.pages[0].lines]
    pieces = {comparable(piece_text(piece)) for line in pages.pages[0].lines for piece in segments(line)}
    words = {comparable(word) for language in languages().values() for word in language.masthead.corrigendum}
    if not (is_correction(pages.symbol or "") or pieces & words):
        return False
    return not any(_enacts(text, language) for language in languages().values() for text in texts)


def _enacts(text: str, language: Language) -> bool:
    """Say whether a line is an enacting formula, its comma included; without, it may be the masthead's organ."""
    return text.rstrip().endswith(tuple(language.joining.preambular)) and is_formula(language, text)


def score(pages: Pages, language: Language, organ: Organ) -> int:
    """Return how much of a language's fixed lines for an organ's papers the first page shows."""
    if organ.key not in language.organs:
        return 0
    lines = pages.pages[0].lines
    pieces = {comparable(piece_text(piece)) for line in lines for piece in segments(line)}
    texts = [line.text for line in lines]
    total = int(comparable(language.masthead.publisher) in pieces)
    total += int(any(comparable(words.name) in pieces for words in language.organs.values()))
    total += 2 * any(begins(language, "adoption_start", text, organ.key) for text in texts)
    total += 2 * any(matches(language, "formula", text, organ.key) for text in texts)
    return total + sum(any(matches(language, name, text) for text in texts) for name in ("session", "agenda_item"))
