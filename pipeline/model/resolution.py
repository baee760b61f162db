"""The resolution: the public schema of what this project reads, checks and publishes.

Everything here is frozen and refuses unknown fields. `NAME.json` is the dump of `Resolution`; the JSON Schema is
generated from it. The text in these models is the source's, character by character.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    SerializerFunctionWrapHandler,
    model_serializer,
)
from pydantic.json_schema import JsonSchemaValue

SCHEMA_VERSION = "1.0"
SCHEMA_ID = f"urn:resolution-pipeline:schema:resolution:{SCHEMA_VERSION}"

Style = Literal["italic", "bold", "superscript", "subscript", "underline"]
Box = tuple[float, float, float, float]


class Frozen(BaseModel):
    """A value that refuses unknown fields and cannot be changed once made."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Place(Frozen):
    """Where something stands in the source: a 1-based page and a box [x0, top, x1, bottom] in points from top left."""

    page: int = Field(ge=1)
    box: Box


class Text(Frozen):
    """A run of text with one appearance; `lang` only where it differs from the document's language."""

    type: Literal["text"] = "text"
    text: str = Field(min_length=1)
    style: tuple[Style, ...] = ()
    lang: str | None = None

    @model_serializer(mode="wrap")
    def _without_empty_lang(self, handler: SerializerFunctionWrapHandler) -> Mapping[str, Any]:
        data: dict[str, Any] = handler(self)
        if data.get("lang") is None:
            data.pop("lang", None)
        return data

    @classmethod
    def __get_pydantic_json_schema__(cls, core: Any, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe the fields as they are written, since Pydantic does not look into a serializer."""
        schema = handler({key: value for key, value in core.items() if key != "serialization"})
        described = handler.resolve_ref_schema(schema)
        described["required"] = [name for name in described["properties"] if name != "lang"]
        return schema


class NoteMark(Frozen):
    """The mark of a footnote, at the exact character where it is printed; brackets around it belong to it."""

    type: Literal["note"] = "note"
    marker: str = Field(min_length=1)


class Link(Frozen):
    """Text that leads to `href`, the target exactly as the source holds it."""

    type: Literal["link"] = "link"
    href: str = Field(min_length=1)
    content: tuple["Inline", ...] = ()


Inline = Annotated[Text | NoteMark | Link, Field(discriminator="type")]
Content = tuple[Inline, ...]
Source = tuple[Place, ...]


class Formula(Frozen):
    """The enacting formula: the organ's name and a comma."""

    type: Literal["formula"] = "formula"
    id: str
    content: Content
    source: Source = ()


class Paragraph(Frozen):
    """A paragraph and the points under it.

    `label` is verbatim as printed, or None. `opening` is the range [start, end) of the distinguished opening words in
    the characters of `content` (note marks not counted), or None. Text that goes on after points is a child without
    label.
    """

    type: Literal["paragraph"] = "paragraph"
    id: str
    label: str | None = None
    opening: tuple[int, int] | None = None
    content: Content = ()
    children: tuple["Block", ...] = ()
    source: Source = ()


class Heading(Frozen):
    """A heading inside the text; level 1 is the highest below the title."""

    type: Literal["heading"] = "heading"
    id: str
    level: int = Field(ge=1, le=6)
    label: str | None = None
    content: Content = ()
    source: Source = ()


class Cell(Frozen):
    """A cell of a table."""

    header: bool = False
    colspan: int = Field(default=1, ge=1)
    rowspan: int = Field(default=1, ge=1)
    content: Content = ()


class Row(Frozen):
    """A row of a table."""

    cells: tuple[Cell, ...]


class Table(Frozen):
    """A table with its rows, whole across pages."""

    type: Literal["table"] = "table"
    id: str
    caption: Content = ()
    rows: tuple[Row, ...]
    source: Source = ()


Block = Annotated[Formula | Paragraph | Heading | Table, Field(discriminator="type")]


class Closing(Frozen):
    """A line under the text: the meeting, its date, or how the resolution was adopted, in printed order."""

    id: str
    content: Content
    source: Source = ()


class Session(Frozen):
    """The session as printed, with its number where one is printed."""

    text: str
    ordinal: int | None = None
    dates: str | None = None


class Masthead(Frozen):
    """What stands above the title on the first page, and the job number at its foot."""

    publisher: str | None = None
    symbol_text: str | None = None
    parent_organ: str | None = None
    organ: str | None = None
    distribution: str | None = None
    issued: str | None = None
    issued_text: str | None = None
    language_text: str | None = None
    original_text: str | None = None
    original_language: str | None = None
    session: Session | None = None
    committee: str | None = None
    agenda_item: str | None = None
    agenda_numbers: tuple[str, ...] = ()
    agenda_title: str | None = None
    agenda_titles: tuple[str, ...] = ()
    job_number: str | None = None


class Meeting(Frozen):
    """The meeting at which the resolution was adopted."""

    text: str
    number: int | None = None


class Counts(Frozen):
    """The counts of a recorded vote."""

    in_favour: int
    against: int
    abstaining: int


class Vote(Frozen):
    """How the organ voted, as far as the paper itself says."""

    type: Literal["without_vote", "recorded", "unknown"] = "unknown"
    counts: Counts | None = None
    in_favour: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    abstaining: tuple[str, ...] = ()


class Adoption(Frozen):
    """When, where and on whose report the resolution was adopted."""

    statement: str | None = None
    source: str | None = None
    source_content: Content = ()
    source_symbols: tuple[str, ...] = ()
    date: str | None = None
    date_text: str | None = None
    meeting: Meeting | None = None
    vote: Vote = Vote()


class Draft(Frozen):
    """The line above a draft's title as printed, and who submits it, as far as the line names them one by one."""

    statement: str
    sponsors: tuple[str, ...] = ()


class Annex(Frozen):
    """An annex with its own tree; `label` is the printed word, as "Annex II"."""

    id: str
    label: str | None = None
    title: Content = ()
    content: tuple[Block, ...] = ()
    source: Source = ()


class Part(Frozen):
    """One resolution of a composite (A, B …), with its own title, numbering, notes' marks and closing."""

    id: str
    label: str
    title: Content = ()
    preamble: tuple[Block, ...] = ()
    operative: tuple[Block, ...] = ()
    annexes: tuple[Annex, ...] = ()
    closing: tuple[Closing, ...] = ()
    adoption: Adoption = Adoption()
    source: Source = ()


class Note(Frozen):
    """A footnote, whole even where it is printed on two pages."""

    marker: str = Field(min_length=1)
    content: Content = ()
    source: Source = ()


class Reference(Frozen):
    """A document cited in text or notes.

    `symbol` and `uri` are None for a treaty, and where the paper does not say whose resolution a number is. `number`
    is the printed number in Latin letters, "2200 A (XXI)"; of a treaty, that of its registration.
    """

    type: Literal["resolution", "decision", "document", "treaty"] = "document"
    symbol: str | None
    number: str | None = None
    volume: str | None = None
    date: str | None = None
    text: str
    uri: str | None
    in_: str = Field(alias="in", serialization_alias="in")

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Furniture(Frozen):
    """Something printed that is not text of the resolution: running head, page number, job number, barcode."""

    kind: Literal["masthead", "running_head", "page_number", "job_number", "barcode", "note_rule", "other"]
    page: int = Field(ge=1)
    text: str
    box: Box | None = None


class SourceFile(Frozen):
    """The file that was read."""

    file: str
    sha256: str
    pages: int
    producer: str | None = None
    tagged: bool = False


class Conservation(Frozen):
    """Every glyph of the source that is not white space, by what became of it."""

    glyphs: int
    by_fate: dict[str, int]
    unaccounted: int = 0


class Resolution(Frozen):
    """A resolution of a United Nations organ in one language. Unofficial: the printed paper is the original."""

    schema_version: Literal["1.0"] = "1.0"
    iri: str
    kind: Literal["resolution", "draft"] = "resolution"
    symbol: str
    number: str | None = None
    language: str
    organ: str
    title_label: str | None = None
    title: Content = ()
    masthead: Masthead = Masthead()
    adoption: Adoption = Adoption()
    draft: Draft | None = None
    preamble: tuple[Block, ...] = ()
    operative: tuple[Block, ...] = ()
    parts: tuple[Part, ...] = ()
    closing: tuple[Closing, ...] = ()
    annexes: tuple[Annex, ...] = ()
    notes: tuple[Note, ...] = ()
    references: tuple[Reference, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    source: SourceFile
    conservation: Conservation


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of `Resolution`, as users receive it."""
    schema = Resolution.model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID, **schema}
