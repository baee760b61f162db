"""Load and validate the organ files. An organ is one TOML file in this folder; unknown keys are refused by name."""

import re
from functools import cache
from typing import Literal

from pydantic import Field

from pipeline.model.pack import Pack, read_packs

CORRECTION = re.compile(r"/Corr\.\d+$")
Lacking = Literal["title", "session", "agenda_item", "agenda_title", "closing"]


class Organ(Pack):
    """What is known of one organ's papers, in no language."""

    key: str
    actor: str = Field(description="the organ in an Akoma Ntoso IRI")
    symbol: str = Field(description="regular expression of a symbol, with the group `number`")
    draft: str = Field(description="regular expression of a draft's symbol")
    lacks: tuple[Lacking, ...] = Field(default=(), description="what its resolutions do not have, by field")
    series: str = Field(description="what stands before RES or DEC in its symbols")
    cited: str = Field(description="regular expression of a number of its resolutions and decisions, as texts cite it")
    first_session: int | None = Field(default=None, description="year in which its first session began")
    sessions_a_year: int = Field(default=1, ge=1)

    def number(self, symbol: str) -> str | None:
        """Return the number in the symbol of a resolution or of a correction to one, or None where the symbol is not
        one of this organ's.
        """
        match = re.fullmatch(self.symbol, CORRECTION.sub("", symbol))
        return match["number"] if match else None

    def is_draft(self, symbol: str) -> bool:
        """Say whether a symbol is a draft's."""
        return re.fullmatch(self.draft, CORRECTION.sub("", symbol)) is not None

    def names(self, symbol: str) -> bool:
        """Say whether a symbol is that of one of this organ's resolutions or drafts, or of a correction to one."""
        return self.is_draft(symbol) or self.number(symbol) is not None


def is_correction(symbol: str) -> bool:
    """Say whether a symbol is a corrigendum's."""
    return CORRECTION.search(symbol) is not None


@cache
def organs() -> dict[str, Organ]:
    """Return every organ by its key.

    Raises pydantic.ValidationError where a file has a missing, wrong or unknown key.
    """
    return {pack.key: pack for pack in read_packs("pipeline.organs", Organ)}


def organ_of(symbol: str) -> Organ | None:
    """Return the organ whose resolution or draft, or a correction to one, a symbol names, or None."""
    return next((organ for organ in organs().values() if organ.names(symbol)), None)
