"""Check a DOCX against the model it was made from. Opens the bytes with a reader of its own; finds, never repairs."""

from collections.abc import Iterator
from unicodedata import bidirectional

from pipeline.languages.loader import Language, languages
from pipeline.model.canonical import canonical_json
from pipeline.model.finding import Finding, Kind
from pipeline.model.resolution import Resolution
from pipeline.model.walk import document_leaves, plain_text
from pipeline.render.docx import kinds
from pipeline.render.docx.compare import Comparison
from pipeline.render.docx.kinds import (
    DIRECTION,
    EMPTY,
    FURNITURE,
    LANGUAGE,
    MODEL,
    OUTLINE,
    OUTLINE_JUMP,
    PROPERTY,
    UNOFFICIAL,
    UNREADABLE,
)
from pipeline.render.docx.lint import lint
from pipeline.render.docx.names import bookmark_names
from pipeline.render.docx.package import (
    DOCUMENT,
    Node,
    Package,
    R,
    UnreadableError,
    W,
    open_package,
    switched_on,
)
from pipeline.render.docx.reading import Line, ReadTable, Story, read_story
from pipeline.render.docx.surface import surface_findings
from pipeline.render.docx.write import core_text, moment_of

_DC = "{http://purl.org/dc/elements/1.1/}"
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_TERMS = "{http://purl.org/dc/terms/}"
_CUSTOM = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}"
_MODEL_ROOT = "{urn:resolution-pipeline:docx:model:1.0}model"
_LEFT_COLUMN = frozenset({"Distribution", "ReleaseDate", "Original"})
_RIGHT = frozenset({"R", "AL"})


def check(data: bytes, resolution: Resolution) -> list[Finding]:
    """Return the differences between a DOCX and the resolution that it should hold, and its faults as a DOCX.

    Compared are every line in order with its label, note marks at their character, notes, links, distinctions,
    bookmarks, tables, masthead, running heads, outline, languages, directions, properties and the model inside.
    """
    pack = languages()[resolution.language]
    try:
        package = open_package(data)
    except UnreadableError as error:
        return [UNREADABLE.at(found=error)]
    story = read_story(package)
    names = bookmark_names(leaf.id for leaf in document_leaves(resolution))
    return [
        *lint(package),
        *Comparison(story, resolution, pack, names).findings(),
        *_outline(story),
        *_empty(story),
        *_languages(package, pack),
        *_directions(package, story, pack),
        *_properties(package, resolution),
        *_furniture(package, resolution),
        *_model(package, resolution),
        *surface_findings(package, resolution, pack),
    ]


def _outline(story: Story) -> Iterator[Finding]:
    previous = 0
    for line in story.lines():
        if line.level is None:
            continue
        if not line.text.strip():
            yield OUTLINE.at(expected="text in a heading", found=line.style)
        if line.level > previous + 1:
            yield OUTLINE_JUMP.at(expected=f"level {previous + 1} at most", found=f"level {line.level}: {line.text}")
        previous = line.level
    if previous == 0:
        yield OUTLINE.at(expected="at least one heading", found="none")


def _empty(story: Story) -> Iterator[Finding]:
    items = story.items
    for place, item in enumerate(items):
        if not isinstance(item, Line) or item.text.strip() or item.marks:
            continue
        between = 0 < place < len(items) - 1 and all(isinstance(items[place + step], ReadTable) for step in (-1, 1))
        if not between:
            yield EMPTY.at(found=item.style)


def _languages(package: Package, pack: Language) -> Iterator[Finding]:
    found = package.trees["word/styles.xml"].find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    tags = {name.removeprefix(W): tag for name, tag in found.attrib.items()} if found is not None else {}
    wanted = ["val", *(["eastAsia"] if pack.script == "Hans" else []), *(["bidi"] if pack.direction == "rtl" else [])]
    for name in wanted:
        if tags.get(name) != pack.tag:
            yield LANGUAGE.at(expected=f"{name} {pack.tag}", found=tags.get(name))


def _directions(package: Package, story: Story, pack: Language) -> Iterator[Finding]:
    wanted = pack.direction == "rtl"
    section = package.trees[DOCUMENT].find(f"{W}body/{W}sectPr")
    if switched_on(section, "bidi") != wanted:
        yield DIRECTION.at(expected=pack.direction, found="the section's direction")
    for line in (*story.lines(), *story.notes.values()):
        bidi = switched_on(line.node.find(f"{W}pPr"), "bidi")
        foreign = wanted and line.style in _LEFT_COLUMN and not _has_right(line.text)
        if line.node.tag == f"{W}p" and bidi != wanted and not foreign:
            yield DIRECTION.at(expected=pack.direction, found=line.text)
        yield from _run_directions(line)
    for item in story.items:
        if isinstance(item, ReadTable) and switched_on(item.node.find(f"{W}tblPr"), "bidiVisual") != wanted:
            yield DIRECTION.at(expected=pack.direction, found="a table's direction")


def _has_right(text: str) -> bool:
    return any(bidirectional(character) in _RIGHT for character in text)


def _run_directions(line: Line) -> Iterator[Finding]:
    """Text with right-to-left letters stands in runs that say so, text with left-to-right letters in others."""
    for run in line.node.iter(f"{W}r"):
        text = "".join(node.text or "" for node in run.iter(f"{W}t"))
        directions = {bidirectional(character) for character in text}
        right = switched_on(run.find(f"{W}rPr"), "rtl")
        if (directions & _RIGHT and not right) or ("L" in directions and right):
            yield DIRECTION.at(expected="a run in the direction of its letters", found=text)


def _properties(package: Package, resolution: Resolution) -> Iterator[Finding]:
    core = package.trees.get("docProps/core.xml")
    found = {
        name: "" if core is None else core.findtext(f"{_DC}{name}") or "" for name in ("title", "language", "subject")
    }
    start = " ".join(plain_text(resolution.title).split())[:100]
    if not found["title"].strip() or start not in found["title"]:
        yield PROPERTY.at(expected=f"title {start}", found=found["title"])
    for name, wanted in (("language", resolution.language), ("subject", resolution.symbol)):
        if found[name] != wanted:
            yield PROPERTY.at(expected=f"{name} {wanted}", found=found[name])
    yield from _core(core, resolution)
    custom = package.trees.get("docProps/custom.xml")
    nodes = [] if custom is None else custom.iter(f"{_CUSTOM}property")
    values = {node.get("name"): "".join(node.itertext()) for node in nodes}
    for name, text in _custom_values(resolution).items():
        if text and values.get(name) != text:
            yield PROPERTY.at(expected=f"{name} {text}", found=values.get(name))


def _core(core: Node | None, resolution: Resolution) -> Iterator[Finding]:
    """Whose the file is and of when: the source's, never ours."""
    head, moment = resolution.masthead, f"{moment_of(resolution):%Y-%m-%dT%H:%M:%SZ}"
    wanted = {
        f"{_DC}identifier": core_text(resolution.iri),
        f"{_DC}creator": core_text(head.publisher or head.organ or ""),
        f"{_TERMS}created": moment,
        f"{_TERMS}modified": moment,
        f"{_CORE}lastModifiedBy": "",
    }
    for name, text in wanted.items():
        found = None if core is None else core.findtext(name)
        if (found or "") != text:
            yield PROPERTY.at(expected=text, found=found)


def _custom_values(resolution: Resolution) -> dict[str, str | None]:
    head = resolution.masthead
    return {
        "Symbol1": resolution.symbol,
        "JobNo": head.job_number,
        "Distribution": head.distribution,
        "Release Date": head.issued_text,
        "Session": head.session.text if head.session else None,
        "Agenda": head.agenda_item,
        "Title1": resolution.adoption.statement,
        "Title2": plain_text(resolution.title),
        "IRI": resolution.iri,
        "SourceSHA256": resolution.source.sha256,
        "Unofficial": languages()[resolution.language].output.unofficial,
    }


def _furniture(package: Package, resolution: Resolution) -> Iterator[Finding]:
    """Running heads carry the symbol, feet the page of the pages; at the foot of the first stand the job number, and
    that the copy is unofficial.
    """
    section = package.trees[DOCUMENT].find(f"{W}body/{W}sectPr")
    if not switched_on(section, "titlePg") or not switched_on(package.trees["word/settings.xml"], "evenAndOddHeaders"):
        yield FURNITURE.at(expected="first, odd and even pages apart", found="not set")
    job = resolution.masthead.job_number or ""
    title = " ".join(plain_text(resolution.title).split())
    wanted = [("header", kind, [resolution.symbol, title]) for kind in ("default", "even")]
    wanted += [("footer", kind, [" PAGE ", " NUMPAGES ", job.split(" (")[0]]) for kind in ("default", "even")]
    wanted += [("footer", "first", [job])]
    for part, kind, texts in wanted:
        found = _story_text(package, section, part, kind)
        for text in texts:
            if text not in found:
                yield FURNITURE.at(expected=f"{text.strip()} in the {part} of {kind} pages", found=found)
    sentence, found = (
        languages()[resolution.language].output.unofficial,
        _story_text(package, section, "footer", "first"),
    )
    if sentence not in found:
        yield UNOFFICIAL.at(expected=sentence, found=found)


def _story_text(package: Package, section: Node, part: str, kind: str) -> str:
    references = [] if section is None else section.findall(f"{W}{part}Reference")
    for reference in references:
        relationship = package.target(DOCUMENT, reference.get(f"{R}id"))
        if reference.get(f"{W}type") == kind and relationship and relationship.target in package.trees:
            tree = package.trees[relationship.target]
            return "".join(node.text or "" for node in tree.iter(f"{W}t", f"{W}instrText"))
    return ""


def _model(package: Package, resolution: Resolution) -> Iterator[Finding]:
    roots = [tree for name, tree in package.trees.items() if name.startswith("customXml/") and tree.tag == _MODEL_ROOT]
    found = [(root.text or "").encode("utf-8") for root in roots]
    if found != [canonical_json(resolution)]:
        yield MODEL.at(expected=f"{len(canonical_json(resolution))} bytes", found=[len(text) for text in found])


KINDS = tuple(sorted((item for item in vars(kinds).values() if isinstance(item, Kind)), key=lambda kind: kind.code))
