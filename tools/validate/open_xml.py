"""DOCX by two validators: Microsoft's Open XML SDK, as a program of an npm package, and openxml-audit."""

import json
import os
import subprocess
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

from openxml_audit import FileFormat, OpenXmlValidator

from tools.judges import NODE_MODULES
from tools.validate.documents import Document
from tools.validate.results import Failure, Verdict

VERSIONS = ("Office2019", "Office2021", "Microsoft365")
_AUDITED = (FileFormat.OFFICE_2019, FileFormat.OFFICE_2021, FileFormat.MICROSOFT_365)
_PROGRAM = NODE_MODULES / "@xarsh" / "ooxml-validator-linux-x64" / "ooxml-validator"
_SECONDS = 120


def judge_sdk(version: str, documents: Sequence[Document]) -> Verdict:
    """Return the SDK's verdict on the DOCX of documents, for a version of Office."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = pool.map(lambda document: _sdk(version, document), documents)
        return Verdict(f"Open XML SDK {version}", len(documents), tuple(failure for each in found for failure in each))


def _sdk(version: str, document: Document) -> list[Failure]:
    command = [str(_PROGRAM), str(document.file("docx")), version]
    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_SECONDS)
    try:
        answer = json.loads(result.stdout)
    except json.JSONDecodeError:
        return [Failure(document.name, "not validated", (result.stderr or result.stdout)[-200:])]
    errors = [] if answer["ok"] else answer["errors"] or [{"id": "not valid"}]
    return [
        Failure(document.name, error.get("id") or "error", f"{error.get('description')} at {error.get('xPath')}")
        for error in errors
    ]


def judge_audit(documents: Sequence[Document]) -> Verdict:
    """Return openxml-audit's verdict on the DOCX of documents, for each version of Office."""
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        found = list(pool.map(_audit, [str(document.file("docx")) for document in documents], chunksize=8))
    failures = [
        Failure(document.name, rule, message)
        for document, errors in zip(documents, found, strict=True)
        for rule, message in errors
    ]
    return Verdict("openxml-audit", len(documents), tuple(failures))


def _audit(file: str) -> list[tuple[str, str]]:
    results = [OpenXmlValidator(version).validate(file) for version in _AUDITED]
    return [(str(error.error_type.value), str(error)) for result in results for error in result.errors]
