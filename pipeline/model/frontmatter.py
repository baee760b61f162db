"""What is printed around the text of a resolution: masthead, adoption and vote, the line above a draft."""

from typing import Literal

from pipeline.model.inline import Content, Frozen


class Session(Frozen):
    """The session as printed, with its number where one is printed."""

    text: str
    """As printed."""
    ordinal: int | None = None
    """The number of the session."""
    dates: str | None = None
    """The line of its dates, as printed."""


class Masthead(Frozen):
    """What stands above the title on the first page, and the job number at its foot."""

    publisher: str | None = None
    """The line with the name of the United Nations."""
    symbol_text: str | None = None
    """The symbol as printed there."""
    parent_organ: str | None = None
    """The organ printed above the organ."""
    organ: str | None = None
    """The organ's name as printed."""
    distribution: str | None = None
    """As "Distr.: General"."""
    issued: str | None = None
    """Date of issue."""
    issued_text: str | None = None
    """Date of issue as printed."""
    language_text: str | None = None
    """The line that names the language."""
    original_text: str | None = None
    """The line that names the language of the original."""
    original_language: str | None = None
    """BCP 47 tag of that language."""
    session: Session | None = None
    """The session."""
    committee: str | None = None
    """The committee, as printed."""
    agenda_item: str | None = None
    """The line of the agenda item, as printed."""
    agenda_numbers: tuple[str, ...] = ()
    """Numbers of the items in it, letters Latin in every language: "103 (ee)"."""
    agenda_title: str | None = None
    """Title of the first item."""
    agenda_titles: tuple[str, ...] = ()
    """Titles of all items."""
    job_number: str | None = None
    """Job number at the foot of the page."""


class Meeting(Frozen):
    """The meeting at which the resolution was adopted."""

    text: str
    """As printed."""
    number: int | None = None
    """The number of the meeting."""


class Counts(Frozen):
    """The counts of a recorded vote."""

    in_favour: int
    """Votes in favour."""
    against: int
    """Votes against."""
    abstaining: int
    """Abstentions."""


class Vote(Frozen):
    """How the organ voted, as far as the paper itself says."""

    type: Literal["without_vote", "recorded", "unknown"] = "unknown"
    """Unknown where the paper does not say."""
    counts: Counts | None = None
    """The counts of a recorded vote."""
    in_favour: tuple[str, ...] = ()
    """Who voted in favour, as printed."""
    against: tuple[str, ...] = ()
    """Who voted against."""
    abstaining: tuple[str, ...] = ()
    """Who abstained."""


class Adoption(Frozen):
    """When, where and on whose report the resolution was adopted."""

    statement: str | None = None
    """As "Resolution adopted by …", as printed."""
    source: str | None = None
    """The line that names the report, as printed."""
    source_content: Content = ()
    """The same line with its styles, links and note marks."""
    source_symbols: tuple[str, ...] = ()
    """Symbols of the documents in it."""
    date: str | None = None
    """Date of adoption."""
    date_text: str | None = None
    """Date of adoption as printed."""
    meeting: Meeting | None = None
    """The meeting of adoption."""
    vote: Vote = Vote()
    """The vote."""


class Draft(Frozen):
    """The line above a draft's title as printed, and who submits it, as far as the line names them one by one."""

    statement: str
    """As printed."""
    sponsors: tuple[str, ...] = ()
    """Those whom it names one by one."""
