"""The resolution: the public schema of what this project reads, checks and publishes.

Everything here is frozen and refuses unknown fields. `NAME.json` is the dump of `Resolution`; the JSON Schema is
generated from it. The text in these models is the source's, character by character.
"""

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from pipeline.model.address import Address
from pipeline.model.frontmatter import Adoption, Counts, Draft, Masthead, Meeting, Session, Vote
from pipeline.model.inline import Box, Content, Frozen, Inline, Link, NoteMark, Place, Source, Style, Text

__all__ = [
    "SCHEMA_ID",
    "SCHEMA_VERSION",
    "Adoption",
    "Annex",
    "Block",
    "Box",
    "Cell",
    "Closing",
    "Conservation",
    "Content",
    "Counts",
    "Draft",
    "Formula",
    "Frozen",
    "Furniture",
    "Heading",
    "Inline",
    "Link",
    "Masthead",
    "Meeting",
    "Note",
    "NoteMark",
    "Paragraph",
    "Part",
    "Place",
    "Reference",
    "Resolution",
    "Row",
    "Session",
    "Source",
    "SourceFile",
    "Style",
    "Table",
    "Text",
    "Vote",
    "json_schema",
]  # fmt: skip

SCHEMA_VERSION = "1.0"
SCHEMA_ID = f"urn:resolution-pipeline:schema:resolution:{SCHEMA_VERSION}"


class Formula(Frozen):
    """The enacting formula: the organ's name and a comma."""

    type: Literal["formula"] = "formula"
    id: str
    """Identifier, the same in every language and format."""
    content: Content
    """The formula as printed."""
    source: Source = ()
    """Where it is printed."""


class Paragraph(Frozen):
    """A paragraph and the points under it.

    `label` is verbatim as printed, or None. `opening` is the range [start, end) of the distinguished opening words in
    the characters of `content` (note marks not counted), or None. Text that goes on after points is a child without
    label.
    """

    type: Literal["paragraph"] = "paragraph"
    id: str
    """Identifier, built from the printed labels, the same in every language and format."""
    label: str | None = None
    """As printed: "1.", "(a)", "㈠", "1 -"; null where none is printed."""
    opening: tuple[int, int] | None = None
    """Range of the distinguished opening words, in characters of the content, note marks not counted."""
    content: Content = ()
    """The paragraph itself."""
    children: tuple["Block", ...] = ()
    """The blocks under it: its points, and text that goes on after them."""
    source: Source = ()
    """Where it is printed; several places where it runs over pages."""


class Heading(Frozen):
    """A heading inside the text; level 1 is the highest below the title."""

    type: Literal["heading"] = "heading"
    id: str
    """Identifier, the same in every language and format."""
    level: int = Field(ge=1, le=6)
    """1 is the highest below the title."""
    label: str | None = None
    """As printed: "I.", "A."; null where none is printed."""
    content: Content = ()
    """The heading itself."""
    source: Source = ()
    """Where it is printed."""


class Cell(Frozen):
    """A cell of a table."""

    header: bool = False
    """Whether it names its row or column."""
    colspan: int = Field(default=1, ge=1)
    """Columns that it takes."""
    rowspan: int = Field(default=1, ge=1)
    """Rows that it takes."""
    content: Content = ()
    """What it holds."""


class Row(Frozen):
    """A row of a table."""

    cells: tuple[Cell, ...]
    """Its cells, from the side where reading begins."""


class Table(Frozen):
    """A table with its rows, whole across pages."""

    type: Literal["table"] = "table"
    id: str
    """Identifier, the same in every language and format."""
    caption: Content = ()
    """Its title."""
    rows: tuple[Row, ...]
    """Its rows, a head printed again overleaf counted once."""
    source: Source = ()
    """Where it is printed."""


Block = Annotated[Formula | Paragraph | Heading | Table, Field(discriminator="type")]


class Closing(Frozen):
    """A line under the text: the meeting, its date, or how the resolution was adopted, in printed order."""

    id: str
    """Identifier, the same in every language and format."""
    content: Content
    """The line as printed."""
    source: Source = ()
    """Where it is printed."""


class Annex(Frozen):
    """An annex with its own tree; `label` is the printed word, as "Annex II"."""

    id: str
    """Identifier, the same in every language and format."""
    label: str | None = None
    """As printed: "Annex II"."""
    title: Content = ()
    """Its title."""
    content: tuple[Block, ...] = ()
    """Its blocks."""
    source: Source = ()
    """Where its heading is printed."""


class Part(Frozen):
    """One resolution of a composite (A, B …), with its own title, numbering, notes' marks and closing."""

    id: str
    """Identifier, the same in every language and format."""
    label: str
    """As printed: "A"."""
    title: Content = ()
    """Its title."""
    preamble: tuple[Block, ...] = ()
    """Blocks before the numbered paragraphs."""
    operative: tuple[Block, ...] = ()
    """The numbered paragraphs."""
    annexes: tuple[Annex, ...] = ()
    """Its own annexes."""
    closing: tuple[Closing, ...] = ()
    """Lines under its text."""
    adoption: Adoption = Adoption()
    """When and how it was adopted, where that is printed for it."""
    source: Source = ()
    """Where its heading is printed."""


class Note(Frozen):
    """A footnote, whole even where it is printed on two pages."""

    marker: str = Field(min_length=1)
    """The mark as printed, without brackets around it."""
    content: Content = ()
    """The note itself."""
    source: Source = ()
    """Where it is printed."""


class Reference(Frozen):
    """A document cited in text or notes.

    `symbol` and `uri` are None for a treaty, and where the paper does not say whose resolution a number is. `number`
    is the printed number in Latin letters, "2200 A (XXI)"; of a treaty, that of its registration.
    """

    type: Literal["resolution", "decision", "document", "treaty"] = "document"
    """What kind of document is cited."""
    symbol: str | None
    """Its symbol."""
    number: str | None = None
    """As in a symbol: "2200 A (XXI)"; of a treaty, that of its registration."""
    volume: str | None = None
    """Volume of the Treaty Series."""
    date: str | None = None
    """Date printed on the number."""
    text: str
    """The words of the citation, as printed."""
    uri: Address | None
    """Where the document is published."""
    in_: str = Field(alias="in", serialization_alias="in")
    """Identifier of the block that cites, or of the note."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True, populate_by_name=True)


class Furniture(Frozen):
    """Something printed that is not text of the resolution: running head, page number, job number, barcode."""

    kind: Literal["masthead", "running_head", "page_number", "job_number", "barcode", "note_rule", "other"]
    """What it is."""
    page: int = Field(ge=1)
    """Page of the source, from 1."""
    text: str
    """As printed."""
    box: Box | None = None
    """Where it is printed, in points from top left."""


class Front(Frozen):
    """Where a field of the first page, from the masthead to the title, is printed."""

    field: str
    """The field, as its names in this schema with a point between them: "masthead.agenda_item", "title"."""
    position: int | None = Field(default=None, ge=0)
    """Which of its values, from 0, where the field is a list."""
    source: Source
    """Where it is printed."""


class SourceFile(Frozen):
    """The file that was read."""

    file: str
    """Its name."""
    sha256: str
    """Its digest."""
    pages: int
    """Its number of pages."""
    producer: str | None = None
    """The program that made it, as it says."""
    tagged: bool = False
    """Whether it has a structure tree."""


class Conservation(Frozen):
    """Every glyph of the source that is not white space, by what became of it."""

    glyphs: int
    """Glyphs that leave ink."""
    by_fate: dict[str, int]
    """How many became what."""
    unaccounted: int = 0
    """Glyphs without a fate: always 0 in what is published."""


class Resolution(Frozen):
    """A resolution of a United Nations organ in one language. Unofficial: the printed paper is the original."""

    schema_version: Literal["1.0"] = "1.0"
    """Version of this form."""
    iri: str
    """FRBR expression, by the naming of Akoma Ntoso for the United Nations."""
    kind: Literal["resolution", "draft"] = "resolution"
    """Whether it was adopted."""
    symbol: str
    """Symbol as printed."""
    number: str | None = None
    """The number in the symbol."""
    language: str
    """BCP 47 tag."""
    organ: str
    """Name of the organ whose paper it is."""
    title_label: str | None = None
    """The number printed before the title."""
    title: Content = ()
    """The title."""
    masthead: Masthead = Masthead()
    """What stands above the title."""
    adoption: Adoption = Adoption()
    """When, where and on whose report it was adopted."""
    draft: Draft | None = None
    """Of a draft, the line above its title."""
    preamble: tuple[Block, ...] = ()
    """Blocks before the numbered paragraphs, the enacting formula first."""
    operative: tuple[Block, ...] = ()
    """The numbered paragraphs, with what stands between them."""
    parts: tuple[Part, ...] = ()
    """The resolutions of a composite."""
    closing: tuple[Closing, ...] = ()
    """Lines under the text."""
    annexes: tuple[Annex, ...] = ()
    """The annexes."""
    notes: tuple[Note, ...] = ()
    """Footnotes in printed order."""
    references: tuple[Reference, ...] = ()
    """Documents cited, once a block."""
    furniture: tuple[Furniture, ...] = ()
    """What is printed and is no text of the resolution."""
    front: tuple[Front, ...] = ()
    """Where the fields of the first page are printed."""
    source: SourceFile
    """The file that was read, by name and digest."""
    conservation: Conservation
    """What became of every glyph."""


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of `Resolution`, as users receive it."""
    schema = Resolution.model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID, **schema}
