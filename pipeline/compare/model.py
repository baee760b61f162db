"""What a comparison of language versions finds."""

from typing import Literal

from pipeline.model.resolution import Frozen

Aspect = Literal["block", "notes", "numbers", "dates", "symbols", "links"]


class Edition(Frozen):
    """One of the versions compared: its language (BCP 47) and the file that it was made from."""

    language: str
    file: str


class Count(Frozen):
    """How many of something each edition has, in the order of the editions."""

    what: str
    values: tuple[int, ...]


class Difference(Frozen):
    """Something in which a block is not the same in all editions.

    `values` are, in the order of the editions, what each has beyond what all have; of `block`, the kind of block, or
    nothing where it lacks; of `notes`, how many notes are cited there. `conflict` says that two editions say different
    things, and not that one says nothing, as where it writes a number as a word.
    """

    aspect: Aspect
    block: str
    conflict: bool
    values: tuple[tuple[str, ...], ...]


class Comparison(Frozen):
    """The language versions of one symbol side by side."""

    schema_version: Literal["1.0"] = "1.0"
    symbol: str
    editions: tuple[Edition, ...]
    agree: bool
    same_identifiers: bool
    counts: tuple[Count, ...]
    differences: tuple[Difference, ...]
