"""Resolutions that try what the plain samples do not."""

from pipeline.model.resolution import Adoption, Content, Masthead, NoteMark, Paragraph, Part, Resolution, Text
from tests.samples import english, words


def cited_twice() -> Resolution:
    """Return the English sample with one more point that cites its first note again."""
    again = Paragraph(id="para_4", label="4.", content=(Text(text="Thanks all"), NoteMark(marker="1")))
    return english().model_copy(update={"operative": (*english().operative, again)})


def with_preamble(*blocks: Paragraph) -> Resolution:
    """Return the English sample with other preambular paragraphs."""
    return english().model_copy(update={"preamble": blocks})


def with_content(content: Content, opening: tuple[int, int] | None = None) -> Resolution:
    """Return the English sample with one preambular paragraph of some content."""
    return with_preamble(Paragraph(id="preamble__para_1", opening=opening, content=content))


def untitled() -> Resolution:
    """Return the English sample as a paper without number and title."""
    return english().model_copy(update={"title": (), "number": None, "title_label": None})


def bare() -> Resolution:
    """Return the English sample with one paragraph and nothing around it, under a symbol of no known form."""
    around = {"masthead": Masthead(), "adoption": Adoption(), "symbol": "no symbol", "annexes": (), "closing": ()}
    return with_preamble().model_copy(update={**around, "operative": english().operative[1:2]})


def composite() -> Resolution:
    """Return the English sample as a paper of two resolutions."""
    parts = tuple(
        Part(
            id=f"part_{label}",
            label=label,
            title=words(f"Wells of the {side}"),
            operative=(Paragraph(id=f"part_{label}__para_1", label="1.", content=words("Counts them.")),),
            adoption=Adoption(
                statement="Adopted at noon", source_content=(Text(text="[on a report]", style=("bold",)),)
            ),
        )
        for label, side in (("A", "North"), ("B", "South"))
    )
    return english().model_copy(update={"parts": parts})
