"""Check Akoma Ntoso: by the schema of OASIS, and read back against the model. Finds; never repairs."""

from collections.abc import Iterator
from itertools import islice

from pipeline.languages.loader import languages
from pipeline.model.address import may_be_followed
from pipeline.model.citations import citations, note_id
from pipeline.model.finding import Finding, Severity
from pipeline.model.resolution import Resolution
from pipeline.render.akn.compare import compare
from pipeline.render.akn.elements import Node
from pipeline.render.akn.kinds import (
    DANGLING,
    FORM,
    IDENTITY,
    INVALID,
    LINK_NOWHERE,
    MARK,
    UNOFFICIAL,
    UNREADABLE,
)
from pipeline.render.akn.names import AKN, IN_LANGUAGE, LANG, NO_DATE, local
from pipeline.render.akn.names import UNOFFICIAL as NOTICE
from pipeline.render.akn.read import reading
from pipeline.render.akn.schema import invalid
from pipeline.render.akn.tree import UnreadableError, parse
from pipeline.render.akn.write import write

MOST = 50
_POINTERS = ("refersTo", "href", "as", "source", "src", "outcome")


def check(data: bytes, resolution: Resolution) -> list[Finding]:
    """Return what is wrong with bytes of Akoma Ntoso that should hold a resolution, the first `MOST` findings.

    Compared are validity, every field of the model as it is read back, which note each mark cites, addresses, dates and
    languages of every document in the file, and where its references lead.
    """
    try:
        root = parse(data)
    except UnreadableError as error:
        return [UNREADABLE.at(found=error)]
    findings = list(islice(_findings(root, resolution), MOST))
    if not any(finding.severity is Severity.ERROR for finding in findings) and data != write(resolution):
        findings.append(FORM.at(expected=f"{len(write(resolution))} bytes", found=f"{len(data)} bytes"))
    return findings


def schema_errors(data: bytes) -> list[str]:
    """Return what the schema of OASIS finds in bytes of Akoma Ntoso, each with its line; none where they are valid."""
    try:
        return invalid(parse(data))
    except UnreadableError as error:
        return [str(error)]


def _findings(root: Node, resolution: Resolution) -> Iterator[Finding]:
    yield from (INVALID.at(found=error) for error in invalid(root))
    try:
        found = reading(root)
    except UnreadableError as error:
        yield UNREADABLE.at(found=error)
        return
    yield from compare(resolution, found.resolution)
    cited = [note_id(citation.note) for citation in citations(resolution) if citation.note is not None]
    if list(found.cited) != cited:
        yield MARK.at(expected=cited, found=list(found.cited))
    yield from _identities(root, resolution)
    yield from _languages(root, resolution)
    yield from _references(root)
    yield from _notice(root, resolution)


def _identities(root: Node, resolution: Resolution) -> Iterator[Finding]:
    """Hold the identification of each document in the file against the resolution's own identifier."""
    expression = resolution.iri
    work = expression.rpartition("/")[0]
    adopted = resolution.adoption.date or NO_DATE
    for node in root.iter(f"{AKN}identification"):
        holder = node.getparent().getparent().getparent()
        component = holder.get("eId", "main")
        wanted = {
            "FRBRWork/FRBRthis": ("value", f"{work}/!{component}"),
            "FRBRWork/FRBRuri": ("value", work),
            "FRBRWork/FRBRdate": ("date", adopted),
            "FRBRExpression/FRBRthis": ("value", f"{expression}/!{component}"),
            "FRBRExpression/FRBRuri": ("value", expression),
            "FRBRExpression/FRBRdate": ("date", resolution.masthead.issued or adopted),
            "FRBRExpression/FRBRauthoritative": ("value", "false"),
            "FRBRExpression/FRBRlanguage": ("language", languages()[resolution.language].iri),
            "FRBRManifestation/FRBRthis": ("value", f"{expression}/!{component}.xml"),
            "FRBRManifestation/FRBRuri": ("value", f"{expression}.xml"),
        }
        for path, (attribute, value) in wanted.items():
            element = node.find(AKN + path.replace("/", f"/{AKN}"))
            found = None if element is None else element.get(attribute)
            if found != value:
                yield IDENTITY.at(block=holder.get("eId"), expected=f"{path} {value}", found=found)


def _languages(root: Node, resolution: Resolution) -> Iterator[Finding]:
    for node in root.iter(f"{AKN}*"):
        if local(node.tag) in IN_LANGUAGE and node.get(LANG) != resolution.language:
            place = f"{local(node.tag)}: {node.get(LANG)}"
            yield IDENTITY.at(block=node.get("eId"), expected=resolution.language, found=place)


def _references(root: Node) -> Iterator[Finding]:
    """Follow every reference inside the file, and look where the links of the paper lead."""
    identifiers = {node.get("eId") for node in root.iter(f"{AKN}*")}
    for node in root.iter(f"{AKN}*"):
        if local(node.tag) == "ref" and not may_be_followed(node.get("href", "")):
            yield LINK_NOWHERE.at(block=_block(node), expected="http, https or mailto", found=node.get("href"))
        targets = [target for name in _POINTERS for target in node.get(name, "").split()]
        for target in targets:
            if target.startswith("#") and target[1:] not in identifiers:
                yield DANGLING.at(block=_block(node), expected="a place in the document", found=target)


def _block(node: Node) -> str | None:
    return next((str(holder.get("eId")) for holder in (node, *node.iterancestors()) if holder.get("eId")), None)


def _notice(root: Node, resolution: Resolution) -> Iterator[Finding]:
    sentence = languages()[resolution.language].output.unofficial
    notes = root.iterfind(f"{AKN}statement/{AKN}meta/{AKN}notes/{AKN}note")
    found = ["".join(note.itertext()).strip() for note in notes if note.get("eId") == NOTICE]
    if found != [sentence]:
        yield UNOFFICIAL.at(expected=sentence, found=found)
