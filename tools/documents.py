"""Write the documents that come from the code: the guide to findings, the schemas, the JSON-LD context."""

import json
import sys
from pathlib import Path

from pipeline.model.context import json_ld_context
from pipeline.model.outcome import REPORT_SCHEMA_VERSION, report_schema
from pipeline.model.record import RECORD_SCHEMA_VERSION, record_schema
from pipeline.model.resolution import SCHEMA_VERSION, json_schema
from tools.findings import codes, page

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
CODES = ROOT / "pipeline" / "codes.txt"


def documents() -> dict[Path, str]:
    """Return the text of each document by its file."""
    schemas = {
        f"resolution-{SCHEMA_VERSION}.schema.json": json_schema(),
        f"resolution-{SCHEMA_VERSION}.context.jsonld": json_ld_context(),
        f"report-{REPORT_SCHEMA_VERSION}.schema.json": report_schema(),
        f"record-{RECORD_SCHEMA_VERSION}.schema.json": record_schema(),
    }
    texts = {DOCS / "findings.md": page(), CODES: codes()}
    for name, schema in schemas.items():
        texts[DOCS / "schema" / name] = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
    return texts


def main() -> None:
    """Write them."""
    for file, text in documents().items():
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
        sys.stdout.write(f"{file.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
