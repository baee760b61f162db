"""The characters of each block, exactly, by a walk of the model's own; and the opening words among them."""

from collections.abc import Iterator
from itertools import groupby

from pipeline.model.citations import note_id
from pipeline.model.contents import contents
from pipeline.model.finding import Finding
from pipeline.model.resolution import Adoption, Annex, Block, Content, Paragraph, Part, Resolution
from pipeline.model.walk import document_leaves, plain_text, runs
from pipeline.render.html import kinds
from pipeline.render.html.found import Seen
from pipeline.render.page.inline import drawn


def verbatim_findings(blocks: list[Seen], resolution: Resolution) -> Iterator[Finding]:
    """Yield a finding for each block whose characters are not, one by one, those of the resolution."""
    said = _by_key((seen.unit.key.partition("/")[0], seen.exact) for seen in blocks)
    for key, wanted in _by_key(_wanted(resolution)).items():
        if said.get(key) != wanted:
            yield kinds.VERBATIM.at(block=key, expected=_shown(wanted), found=_shown(said.get(key, [])))


def style_findings(blocks: list[Seen], resolution: Resolution) -> Iterator[Finding]:
    """Yield a finding for each block in which other characters are italic, bold, raised, lowered or underlined."""
    said: dict[str, list[frozenset[str]]] = {}
    for seen in blocks:
        said.setdefault(seen.unit.key.partition("/")[0], []).extend(seen.styles)
    wanted: dict[str, list[frozenset[str]]] = {}
    for key, content in _contents(resolution):
        for run in runs(content):
            wanted.setdefault(key, []).extend([frozenset[str](run.style)] * len(run.text))
    for key, styles in wanted.items():
        if said.get(key, []) != styles:
            yield kinds.STYLE.at(block=key, expected=_styled(styles), found=_styled(said.get(key, [])))


def _adoptions(resolution: Resolution) -> Iterator[tuple[str, Adoption]]:
    yield "adoption", resolution.adoption
    yield from ((f"{part.id}__adoption", part.adoption) for part in resolution.parts)


def _contents(resolution: Resolution) -> Iterator[tuple[str, Content]]:
    """Yield (key of the unit, content) of each text; closing lines apart, which are compared by their characters."""
    for name, adoption in _adoptions(resolution):
        yield f"{name}__report", adoption.source_content
    for position, note in enumerate(resolution.notes):
        yield note_id(position), note.content
    none = {"adoption": Adoption()}
    parts = tuple(part.model_copy(update=none) for part in resolution.parts)
    yield from contents(resolution.model_copy(update={**none, "parts": parts, "notes": ()}))


def _styled(styles: list[frozenset[str]]) -> str:
    """Return styles by how many characters each holds for: "9 italic, 20"."""
    return ", ".join(" ".join((str(len(list(row))), *sorted(style))) for style, row in groupby(styles))


def opening_findings(blocks: list[Seen], resolution: Resolution) -> Iterator[Finding]:
    """Yield a finding for each paragraph whose opening words are not those of the resolution."""
    said = {seen.unit.key: seen.opening for seen in blocks if seen.opening}
    wanted = {}
    for block in _paragraphs(resolution):
        start, end = block.opening or (0, 0)
        wanted[block.id] = drawn(plain_text(block.content))[start:end]
    for key in sorted(said.keys() | {key for key, text in wanted.items() if text}):
        if said.get(key, "") != wanted.get(key, ""):
            yield kinds.OPENING.at(block=key, expected=wanted.get(key), found=said.get(key))


def _wanted(resolution: Resolution) -> Iterator[tuple[str, str]]:
    for name, adoption in _adoptions(resolution):
        yield name, drawn(adoption.statement or "")
        yield f"{name}__report", drawn(plain_text(adoption.source_content))
    for leaf in document_leaves(resolution):
        yield leaf.id, drawn(leaf.text)
    for position, note in enumerate(resolution.notes):
        yield note_id(position), drawn(plain_text(note.content))


def _by_key(texts: Iterator[tuple[str, str]]) -> dict[str, list[str]]:
    """Return the texts of each key in order, a table's cells under its id; what says nothing is left out."""
    found: dict[str, list[str]] = {}
    for key, text in texts:
        if text:
            found.setdefault(key, []).append(text)
    return found


def _shown(texts: list[str]) -> str:
    return " | ".join(texts).encode("ascii", "backslashreplace").decode("ascii")


def _paragraphs(resolution: Resolution) -> Iterator[Paragraph]:
    yield from _below(resolution.preamble + resolution.operative)
    for part in resolution.parts:
        yield from _below(part.preamble + part.operative)
        yield from _in_annexes(part)
    yield from _in_annexes(resolution)


def _in_annexes(holder: Resolution | Part) -> Iterator[Paragraph]:
    annexes: tuple[Annex, ...] = holder.annexes
    for annex in annexes:
        yield from _below(annex.content)


def _below(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
            yield from _below(block.children)
