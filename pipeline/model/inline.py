"""Inline content: runs of text, note marks and links, with the values that all models share."""

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

from pipeline.model.address import Address

Style = Literal["italic", "bold", "superscript", "subscript", "underline"]
Box = tuple[float, float, float, float]


class Frozen(BaseModel):
    """A value that refuses unknown fields and cannot be changed once made."""

    # Texts are not kept for later: over many documents that would be memory, and only names of fields return.
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True, cache_strings="keys")


class Place(Frozen):
    """Where something stands in the source: a 1-based page and a box [x0, top, x1, bottom] in points from top left."""

    page: int = Field(ge=1)
    """Page of the source, from 1."""
    box: Box
    """Points from the page's top left corner: left, top, right, bottom."""


class Text(Frozen):
    """A run of text with one appearance; `lang` only where it differs from the document's language."""

    type: Literal["text"] = "text"
    text: str = Field(min_length=1)
    """The characters, verbatim."""
    style: tuple[Style, ...] = ()
    """How they are set apart from the text around them."""
    lang: str | None = None
    """BCP 47 tag, only where it differs from the document's language."""

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
    """The mark as printed, without brackets around it."""


class Link(Frozen):
    """Text that leads to `href`, the target exactly as the source holds it."""

    type: Literal["link"] = "link"
    href: Address
    """The target, exactly as in the source: a web page or a mail address."""
    content: tuple["Inline", ...] = ()
    """What is shown of it."""


Inline = Annotated[Text | NoteMark | Link, Field(discriminator="type")]
Content = tuple[Inline, ...]
Source = tuple[Place, ...]
