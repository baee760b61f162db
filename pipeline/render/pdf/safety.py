"""Nothing in the file acts: no script, no action but a link to the web or to this document, no form, no hidden file."""

from collections.abc import Iterator
from typing import Any

import pikepdf

from pipeline.model.finding import Finding
from pipeline.render.page.inline import target
from pipeline.render.pdf import kinds

KEYS = frozenset({"/JS", "/JavaScript", "/AA", "/OpenAction", "/AcroForm", "/XFA", "/Collection", "/RichMediaContent"})
ACTIONS = frozenset(
    {
        "/JavaScript",
        "/Launch",
        "/GoToR",
        "/GoToE",
        "/Thread",
        "/Sound",
        "/Movie",
        "/Hide",
        "/Named",
        "/SubmitForm",
        "/ResetForm",
        "/ImportData",
        "/SetOCGState",
        "/Rendition",
        "/Trans",
        "/GoTo3DView",
        "/RichMediaExecute",
    }
)

# What is written here, and nothing else: the entries of a link, of its action, of a file within, of any stream.
_LINK = frozenset({"/Type", "/Subtype", "/Rect", "/BS", "/Contents", "/F", "/StructParent", "/A", "/Dest"})
_ACTION = frozenset({"/Type", "/S", "/URI"})
_NAMES = frozenset({"/Dests", "/EmbeddedFiles"})
_FILE = frozenset({"/Type", "/F", "/UF", "/EF", "/Desc", "/AFRelationship"})
_STREAM = frozenset(
    {"/Length", "/Length1", "/Filter", "/DecodeParms", "/Type", "/Subtype", "/Params", "/N"}
    | {"/First", "/Index", "/Info", "/ID", "/Root", "/Size", "/W"}
)


def safety_findings(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Yield a finding for each active part of a file (ISO 32000-1, 12.6.4; ISO 19005-3, 6.5)."""
    if "/Encrypt" in pdf.trailer:
        yield kinds.ACTIVE.at(found="encryption")
    for value in pdf.objects:
        for dictionary in _dictionaries(value):
            yield from _active(dictionary)
    yield from _others("the names", pdf.Root.get("/Names", pikepdf.Dictionary()), _NAMES)
    for number, page in enumerate(pdf.pages):
        for annotation in page.obj.get("/Annots", []):
            if annotation.get("/Subtype") != "/Link":
                yield kinds.ACTIVE.at(page=number + 1, found=f"annotation {annotation.get('/Subtype')}")
            yield from _others("a link", annotation, _LINK)


def _others(what: str, dictionary: Any, known: frozenset[str]) -> Iterator[Finding]:
    """Yield the entries of a dictionary that are not written here."""
    for key in sorted(dictionary.keys() - known):
        yield kinds.ACTIVE.at(found=f"{key} of {what}")


def _dictionaries(value: Any) -> Iterator[Any]:
    """Yield the dictionaries of an object, those of its direct parts included."""
    if isinstance(value, pikepdf.Array):
        parts = list(value)
    elif isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)):
        yield value
        parts = [part for _, part in value.items()]
    else:
        return
    for part in parts:
        if isinstance(part, pikepdf.Object) and not part.is_indirect:
            yield from _dictionaries(part)


def _active(dictionary: Any) -> Iterator[Finding]:
    for key in KEYS & set(dictionary.keys()):
        yield kinds.ACTIVE.at(found=key)
    action = dictionary.get("/S")
    if isinstance(action, pikepdf.Name) and str(action) in ACTIONS:
        yield kinds.ACTIVE.at(found=action)
    done = dictionary.get("/A")
    if isinstance(done, pikepdf.Dictionary) and "/S" in done:
        yield from _others("an action", done, _ACTION)
        if done.get("/S") != "/URI":
            yield kinds.ACTIVE.at(found=f"an action {done.get('/S')}")
    if isinstance(dictionary, pikepdf.Stream):
        yield from _others("a stream", dictionary, _STREAM)
    if dictionary.get("/Type") == "/Filespec":
        yield from _others("a file", dictionary, _FILE)
    uri = dictionary.get("/URI")
    if isinstance(uri, pikepdf.String) and target(str(uri)) != str(uri):
        yield kinds.ACTIVE.at(found=f"URI {uri}")
