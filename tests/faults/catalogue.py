"""All the faults, and what each does to each paper."""

from collections.abc import Iterator

from tests.faults import docx, json, pdf
from tests.faults.papers import PAPERS, caught, written
from tests.faults.table import Fault

FAULTS: tuple[Fault, ...] = (*pdf.FAULTS, *docx.FAULTS, *json.FAULTS)
FORMATS = tuple(dict.fromkeys(fault.format for fault in FAULTS))


def damaged(fault: Fault) -> Iterator[tuple[str, bytes]]:
    """Yield the papers that have what the fault damages, with their damaged files."""
    for name in PAPERS:
        data = fault.damage(written(fault.format, name))
        if data is not None:
            yield name, data


def slipped_through(fault: Fault) -> list[str]:
    """Return the papers in which the check of the format did not see the fault."""
    return [name for name, data in damaged(fault) if not caught(fault, data, name)]
