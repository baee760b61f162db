"""The documents: they name what there is, their links lead somewhere, and no file names a package registry."""

import re
from pathlib import Path

import pytest

from pipeline.model.outcome import Outcome, report_schema
from pipeline.model.resolution import json_schema
from tests.laws.source import PIPELINE, ROOT, project_files
from tools.documents import documents

ARCHITECTURE = ROOT / "docs" / "architecture.md"
FIELDS = ("In", "Out", "Check")
DOCUMENTS = [file for file in project_files() if file.suffix == ".md"]

# Put together here, so that this file names none of them either.
REGISTRIES = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("deb", "debian", "org"),
        ("security", "debian", "org"),
        ("snapshot", "debian", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("crates", "io"),
        ("anaconda", "org"),
        ("rubygems", "org"),
        ("ghcr", "io"),
        ("docker", "io"),
    )
)


def folders() -> set[str]:
    """Return the folders of the pipeline, as the documents write them."""
    found = (file.parent for file in PIPELINE.rglob("*") if file.suffix in {".py", ".toml"} and file.parent != PIPELINE)
    return {f"{folder.relative_to(PIPELINE)}/" for folder in found}


def sections() -> dict[str, str]:
    """Return the sections of the architecture by the folder in their heading."""
    parts = re.split(r"^### `([^`]+)`.*\n", ARCHITECTURE.read_text("utf-8"), flags=re.MULTILINE)
    return dict(
        zip(parts[1::2], (re.split(r"^##? ", text, flags=re.MULTILINE)[0] for text in parts[2::2]), strict=True)
    )


def test_the_architecture_has_a_section_for_each_folder_and_no_other() -> None:
    assert set(sections()) == folders()


def test_each_section_has_a_sentence_and_the_same_fields() -> None:
    incomplete = [
        name
        for name, text in sections().items()
        if len(text.split("\n- **")[0].strip()) < 20 or tuple(re.findall(r"^- \*\*(\w+)\.\*\*", text, re.M)) != FIELDS
    ]
    assert incomplete == []


def test_the_architecture_names_each_module_at_the_top_and_no_other() -> None:
    named = re.findall(r"^- `(\w+\.py)`: .{15,}", ARCHITECTURE.read_text("utf-8"), re.M)
    assert sorted(named) == sorted(file.name for file in PIPELINE.glob("*.py") if file.name != "__init__.py")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: str(file.relative_to(ROOT)))
def test_links_lead_to_a_file_of_the_project(document: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", document.read_text("utf-8"))
    local = [target for target in targets if not re.match(r"[a-z]+:", target)]
    assert [target for target in local if not (document.parent / target).resolve().is_relative_to(ROOT)] == []
    assert [target for target in local if not (document.parent / target).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: str(file.relative_to(ROOT)))
def test_documents_name_no_place_outside_the_project(document: Path) -> None:
    text = document.read_text("utf-8")
    assert re.findall(r"(?<![\w.])/(?:home|root|work|Users)/\S*|(?:\.\./){2,}\S*|\.\./shared\S*", text) == []


def test_the_readme_has_the_exit_codes_as_they_are() -> None:
    rows = re.findall(r"^\| (\d+) \| `(\w+)` \| ([^|]+) \|", (ROOT / "README.md").read_text("utf-8"), re.M)
    assert [(int(code), status, meaning.strip()) for code, status, meaning in rows] == [
        (outcome.code, outcome.status, outcome.meaning) for outcome in Outcome
    ]


def test_no_file_names_a_package_registry() -> None:
    named = [
        f"{file.relative_to(ROOT)}: {host}"
        for file in project_files()
        for host in REGISTRIES
        if host.encode() in file.read_bytes()
    ]
    assert named == []


def test_the_guide_to_the_outputs_names_every_field() -> None:
    guide = set(re.findall(r"`(\w+)`", (ROOT / "docs" / "outputs.md").read_text("utf-8")))
    schemas = [json_schema(), report_schema()]
    tables = [table for schema in schemas for table in (schema, *schema["$defs"].values())]
    assert {field for table in tables for field in table.get("properties", {})} - guide == set()


@pytest.mark.parametrize("file", documents(), ids=lambda file: str(file.relative_to(ROOT)))
def test_what_is_written_from_the_code_is_up_to_date(file: Path) -> None:
    assert file.read_text("utf-8") == documents()[file], "run `make docs`"


def test_every_field_is_described() -> None:
    tables = [table for schema in (json_schema(), report_schema()) for table in (schema, *schema["$defs"].values())]
    bare = [
        name
        for table in tables
        for name, field in table.get("properties", {}).items()
        if "description" not in field and "const" not in field
    ]
    assert bare == []
