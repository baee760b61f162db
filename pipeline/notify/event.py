"""What is told of a document: one line of JSON."""

from typing import Annotated, Literal

from pydantic import Field

from pipeline.model.inline import Frozen

EventId = Annotated[str, Field(pattern=r"^[\x21-\x7e]{1,200}$")]


class EventFile(Frozen):
    """One file that was published."""

    file: str
    """Its name in the document's folder."""
    sha256: str
    """Its digest."""


class Event(Frozen):
    """A document has ended, well or not."""

    id: EventId
    """What tells it from others, the same each time that it is told: printable ASCII without spaces."""
    type: Literal["document"] = "document"
    """What happened."""
    input: str
    """The input as it was named."""
    folder: str | None = None
    """Its folder in the output; null where it has none."""
    status: str
    """The outcome in a word."""
    code: int
    """The outcome's exit code."""
    detail: str | None = None
    """What happened, when it did not end well."""
    sha256: str | None = None
    """The digest of the input; null where it was not read."""
    symbol: str | None = None
    """The symbol, where it was recognised."""
    language: str | None = None
    """The language, where it was recognised."""
    outputs: tuple[EventFile, ...] = ()
    """The files published."""


def body_of(event: Event) -> bytes:
    """Return an event as it is sent: UTF-8 JSON in one line, ending in a line feed."""
    return f"{event.model_dump_json()}\n".encode()
