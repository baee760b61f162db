"""From parted items to the schema: operative part, annexes, closing lines, and the parts of a composite."""

from collections.abc import Sequence

from pipeline.model.pages import places_of
from pipeline.model.resolution import Annex, Block, Closing, Part
from pipeline.normalise.atoms import SPACE, Atom
from pipeline.normalise.composites import PartItems
from pipeline.normalise.frontmatter import adoption_by
from pipeline.normalise.headings import with_levels
from pipeline.normalise.items import Item, is_bold
from pipeline.normalise.render_blocks import Maker, whole_style
from pipeline.normalise.tree import build_tree

TITLE_LENGTH = 200


def operative_of(items: Sequence[Item], maker: Maker, scope: str = "") -> tuple[Block, ...]:
    """Return the blocks of an operative part; identifiers begin with `scope`."""
    return maker.blocks(build_tree(with_levels(items, maker.language)), scope, "unnumbered")


def closings_of(items: Sequence[Item], maker: Maker, scope: str = "") -> tuple[Closing, ...]:
    """Return closing lines; identifiers begin with `scope`."""
    return tuple(
        Closing(
            id=f"{scope}closing_{number}",
            content=maker.content(item.atoms, whole_style(item.atoms)),
            source=places_of(item.glyphs),
        )
        for number, item in enumerate(items, 1)
    )


def annexes_of(annexes: Sequence[Sequence[Item]], maker: Maker, scope: str = "") -> tuple[Annex, ...]:
    """Return annexes; identifiers begin with `scope`."""
    return tuple(_annex(items, f"{scope}annex_{number}", maker) for number, items in enumerate(annexes, 1))


def _annex(items: Sequence[Item], name: str, maker: Maker) -> Annex:
    head, rest = items[0], items[1:]
    title: Item | None = None
    if rest and (_is_annex_title(rest[0], head) or _is_alone(rest)):
        title, rest = rest[0], rest[1:]
    atoms = title.atoms if title else ()
    return Annex(
        id=maker.register.take(name),
        label=head.text,
        title=maker.content(atoms, whole_style(atoms)),
        content=operative_of(rest, maker, f"{name}__"),
        source=places_of([*head.glyphs, *(title.glyphs if title else [])]),
    )


def _is_annex_title(item: Item, head: Item) -> bool:
    """Say whether an item is the title of the annex above it: a heading of the same size, or a short line that ends
    like no sentence.
    """
    if item.label is not None or item.size < 0.95 * head.size:
        return False
    short = item.kind == "paragraph" and len(item.text) < TITLE_LENGTH and item.text.rstrip()[-1:].isalnum()
    return item.kind == "heading" or short


def _is_alone(items: Sequence[Item]) -> bool:
    """Say whether an annex begins with a heading, smaller than its label, that is set like no other of its headings."""
    first, others = items[0], [item for item in items[1:] if item.kind == "heading"]
    return first.kind == "heading" and first.label is None and not any(_is_set_alike(first, each) for each in others)


def _is_set_alike(first: Item, second: Item) -> bool:
    return round(first.size) == round(second.size) and is_bold(first.atoms) == is_bold(second.atoms)


def part_of(part: PartItems, maker: Maker) -> Part:
    """Return one resolution of a composite."""
    scope, regions = part.scope, part.regions
    title: list[Atom] = []
    for item in part.title:
        title += [*((SPACE,) if title else ()), *item.label_atoms, *item.atoms]
    atoms = tuple(title)
    return Part(
        id=maker.register.take(scope.removesuffix("__")),
        label=part.label.text,
        title=maker.content(atoms, whole_style(atoms)),
        preamble=maker.preamble(regions.preamble, scope),
        operative=operative_of(regions.operative, maker, scope),
        annexes=annexes_of(regions.annexes, maker, scope),
        closing=closings_of(regions.closing, maker, scope),
        adoption=adoption_by(regions.closing, maker.language),
        source=places_of([*part.label.glyphs, *(glyph for item in part.title for glyph in item.glyphs)]),
    )
