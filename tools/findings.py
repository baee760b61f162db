"""Write `docs/findings.md` from the kinds of finding that the checks declare, or say whether it is up to date."""

import importlib
import sys
from dataclasses import dataclass
from pathlib import Path

from pipeline.model.finding import Kind

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "findings.md"
HEAD = """# Findings

<!-- Written by `make docs` from the checks; change it there. -->

What a check can see, by code. `error` stops publication; `review` publishes, and asks a person to look; `notice`
informs. The first letter and digit of a code are its stage: I1 intake, E2 extract, N3 normalise, R4 render, P5 publish.
"""


@dataclass(frozen=True)
class Declared:
    """A kind of finding and the module that declares it."""

    kind: Kind
    module: str
    name: str


def declared() -> list[Declared]:
    """Return every kind that a module of the pipeline declares, by code."""
    found: list[Declared] = []
    for file in sorted((ROOT / "pipeline").rglob("*.py")):
        if "Kind(" not in file.read_text("utf-8") or file.name == "finding.py":
            continue
        module = ".".join(file.relative_to(ROOT).with_suffix("").parts)
        values = vars(importlib.import_module(module)).items()
        found += [Declared(value, module, name) for name, value in values if isinstance(value, Kind)]
    return sorted(found, key=lambda item: (item.kind.code, item.module))


def page() -> str:
    """Return the text of `docs/findings.md`."""
    parts = [HEAD]
    check = ""
    for item in declared():
        if item.module != check:
            check = item.module
            parts.append(f"\n## {check.removeprefix('pipeline.')}\n")
        kind = item.kind
        parts.append(f"\n**{kind.code}** ({kind.severity.value}): {kind.message}\n: {kind.advice}\n")
    return "".join(parts)


def main() -> None:
    """Write the page."""
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), "utf-8")
    sys.stdout.write(f"{PAGE.relative_to(ROOT)}: {len(declared())} kinds\n")


if __name__ == "__main__":
    main()
