"""One short resolution of our own writing in three languages, saying the same in each."""

from pipeline.languages.loader import languages
from pipeline.model.resolution import (
    Block,
    Conservation,
    Content,
    Formula,
    Link,
    Note,
    NoteMark,
    Paragraph,
    Resolution,
    SourceFile,
    Text,
)
from pipeline.normalise.references import references_of
from tests.samples import words

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "formula": "The General Assembly,",
        "recalling": "Recalling its resolution ",
        "dated": " of 7 December 2020,",
        "noting": "Noting the days of 24 and 25 October 2024 and the month of May 2023,",
        "deciding": "Decides to dig 352,900 wells:",
        "first": "Of a depth of 12 metres;",
        "second": "Of any depth.",
        "see": "See A/75/399.",
    },
    "fr": {
        "formula": "L’Assemblée générale,",
        "recalling": "Rappelant sa résolution ",
        "dated": " du 7 décembre 2020,",
        "noting": "Notant les journées des 24 et 25 octobre 2024 et le mois de mai 2023,",
        "deciding": "Décide de creuser 352\u00a0900 puits\u00a0:",
        "first": "D’une profondeur de 12 mètres\u00a0;",
        "second": "D’une profondeur quelconque.",
        "see": "Voir A/75/399.",
    },
    "zh": {
        "formula": "大会，",
        "recalling": "回顾其2020年12月7日第",
        "dated": "号决议，",
        "noting": "注意到2024年10月24日和25日以及2023年5月，",
        "deciding": "决定挖352 900口井：",
        "first": "深12米；",
        "second": "深度不限。",
        "see": "见A/75/399。",
    },
}


def version(tag: str, changes: dict[str, str] | None = None, *, noted: bool = True) -> Resolution:
    """Return the resolution in a language, some of its words changed."""
    said = {**WORDS[tag], **(changes or {})}
    mark: Content = (NoteMark(marker="1"),) if noted else ()
    number = said.get("number", "74/50")
    link = Link(href=f"https://undocs.org/{tag}/A/RES/{number}", content=words(number))
    preamble: tuple[Block, ...] = (
        Formula(id="preamble__formula", content=words(said["formula"])),
        Paragraph(id="preamble__para_1", content=(Text(text=said["recalling"]), link, Text(text=said["dated"]), *mark)),
        Paragraph(id="preamble__para_2", content=words(said["noting"])),
    )
    points = (
        Paragraph(id="para_1__point_a", label="(a)", content=words(said["first"])),
        Paragraph(id="para_1__point_b", label="(b)", content=words(said["second"])),
    )
    resolution = Resolution(
        iri="/akn/un/statement/deliberation/un-ga/2024-12-09/79-500/x@",
        symbol=said.get("symbol", "A/RES/79/500"),
        language=tag,
        organ="general-assembly",
        preamble=preamble,
        operative=(
            Paragraph(id="para_1", label="1.", content=words(said["deciding"]), children=points),
            Paragraph(id="para_2", label="2.", content=words(said["second"])),
        ),
        notes=(Note(marker="1", content=words(said["see"])),) if noted else (),
        source=SourceFile(file=f"wells.{tag}.pdf", sha256="0" * 64, pages=1),
        conservation=Conservation(glyphs=0, by_fate={}),
    )
    return resolution.model_copy(update={"references": references_of(resolution, languages()[tag])})


def without(resolution: Resolution, name: str) -> Resolution:
    """Return a resolution without one operative paragraph or point."""

    def kept(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(
            block.model_copy(update={"children": kept(block.children)}) if block.type == "paragraph" else block
            for block in blocks
            if block.id != name
        )

    return resolution.model_copy(update={"operative": kept(resolution.operative)})
