"""What the file says of itself: claims, title, language, bookmarks, embedded source."""

import hashlib
from collections.abc import Iterator

import pikepdf

from pipeline.languages.loader import Language, languages
from pipeline.model.canonical import canonical_json
from pipeline.model.finding import Finding
from pipeline.model.resolution import Resolution
from pipeline.render.page.document import document_title
from pipeline.render.pdf import kinds
from pipeline.render.pdf.outline import outline
from pipeline.render.pdf.write import attachment_name

CLAIMS = {"pdfuaid:part": "1", "pdfaid:part": "3", "pdfaid:conformance": "A"}


def catalog_findings(pdf: pikepdf.Pdf, resolution: Resolution) -> Iterator[Finding]:
    """Yield the differences between a file's catalog and metadata and the resolution."""
    yield from _claims(pdf)
    yield from _title(pdf, document_title(resolution))
    yield from _language(pdf, languages()[resolution.language])
    yield from _outline(pdf, resolution)
    yield from _source(pdf, resolution)
    yield from _metadata(pdf, resolution)


def _metadata(pdf: pikepdf.Pdf, resolution: Resolution) -> Iterator[Finding]:
    """Whose the metadata say the file is: of this resolution in this language, and of nobody and no day besides."""
    metadata = pdf.open_metadata()
    wanted = {"dc:identifier": resolution.iri, "dc:language": {resolution.language}}
    for name, value in wanted.items():
        found = metadata.get(name)
        if (set(found) if isinstance(value, set) and found is not None else found) != value:
            yield kinds.FILE.at(expected=f"{name} {value}", found=found)
    for name in ("dc:creator", "dc:date", "xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate", "pdf:Keywords"):
        if metadata.get(name) is not None:
            yield kinds.FILE.at(expected=f"no {name}", found=metadata.get(name))
    names = [str(item.get(key)) for item in pdf.Root.get("/AF", []) for key in ("/F", "/UF")]
    if set(names) != {attachment_name(resolution)}:
        yield kinds.SOURCE.at(expected=attachment_name(resolution), found=names)


def _claims(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    metadata = pdf.open_metadata()
    for name, value in CLAIMS.items():
        if metadata.get(name) != value:
            yield kinds.CLAIMS.at(expected=f"{name} {value}", found=metadata.get(name))
    if not _is_true(pdf.Root, "/MarkInfo", "/Marked"):
        yield kinds.CLAIMS.at(expected="MarkInfo Marked")
    for number, page in enumerate(pdf.pages):
        if page.obj.get("/Tabs") != "/S":
            yield kinds.CLAIMS.at(page=number + 1, expected="Tabs S", found=page.obj.get("/Tabs"))


def _title(pdf: pikepdf.Pdf, title: str) -> Iterator[Finding]:
    for found in (str(pdf.docinfo.get("/Title", "")), pdf.open_metadata().get("dc:title")):
        if found != title:
            yield kinds.TITLE.at(expected=title, found=found)
    if not _is_true(pdf.Root, "/ViewerPreferences", "/DisplayDocTitle"):
        yield kinds.TITLE.at(expected="DisplayDocTitle true")


def _is_true(catalog: pikepdf.Object, group: str, key: str) -> bool:
    """Return whether a flag in a dictionary of the catalog is there and set."""
    value: object = catalog.get(group, pikepdf.Dictionary()).get(key)
    return value is True


def _language(pdf: pikepdf.Pdf, language: Language) -> Iterator[Finding]:
    found = str(pdf.Root.get("/Lang", ""))
    if found != language.tag:
        yield kinds.LANGUAGE.at(expected=language.tag, found=found)
    direction = pdf.Root.get("/ViewerPreferences", pikepdf.Dictionary()).get("/Direction", "/L2R")
    wanted = "/R2L" if language.direction == "rtl" else "/L2R"
    if direction != wanted:
        yield kinds.LANGUAGE.at(expected=wanted, found=direction)


def _outline(pdf: pikepdf.Pdf, resolution: Resolution) -> Iterator[Finding]:
    wanted = [(entry.depth, entry.name) for entry in outline(resolution)]
    with pdf.open_outline() as tree:
        found = list(_entries(tree.root, 0))
    if wanted != found:
        different = [(a, b) for a, b in zip(wanted, found, strict=False) if a != b]
        expected, actual = different[0] if different else (len(wanted), len(found))
        yield kinds.OUTLINE.at(expected=expected, found=actual)


def _entries(items: list[pikepdf.OutlineItem], depth: int) -> Iterator[tuple[int, str]]:
    for item in items:
        yield depth, item.title
        yield from _entries(item.children, depth + 1)


def _source(pdf: pikepdf.Pdf, resolution: Resolution) -> Iterator[Finding]:
    """Yield findings unless the canonical JSON is the one embedded file, and is said to be the source (19005-3)."""
    embedded = [
        item for item in pdf.objects if isinstance(item, pikepdf.Stream) and item.get("/Type") == "/EmbeddedFile"
    ]
    name = attachment_name(resolution)
    if list(pdf.attachments) != [name] or len(embedded) != 1:
        yield kinds.SOURCE.at(expected=name, found=f"{list(pdf.attachments)}, {len(embedded)} embedded files")
        return
    if pdf.attachments[name].get_file().read_bytes() != canonical_json(resolution):
        yield kinds.SOURCE.at(expected="the canonical JSON of the resolution", found="other bytes")
    sums = [bytes(item.get("/Params", pikepdf.Dictionary()).get("/CheckSum", b"")) for item in embedded]
    if sums != [hashlib.md5(canonical_json(resolution), usedforsecurity=False).digest()]:
        yield kinds.SOURCE.at(expected="its checksum (ISO 32000-1, table 46)", found=sums)
    associated = [item.get("/AFRelationship") for item in pdf.Root.get("/AF", [])]
    if associated != ["/Source"]:
        yield kinds.SOURCE.at(expected="one associated file, the source", found=associated)
