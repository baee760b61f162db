"""All the faults, and what each does to each paper."""

from functools import cache

from pipeline.render.formats import names
from tests.faults import akn, docx, html, json, pdf
from tests.faults.papers import PAPERS, caught, written
from tests.faults.table import Fault

_MODULES = {"pdf": pdf, "docx": docx, "json": json, "html": html, "akn": akn}

DECLARED: tuple[Fault, ...] = tuple(fault for module in _MODULES.values() for fault in module.FAULTS)
FORMATS = tuple(name for name in _MODULES if name in names())
FAULTS = tuple(fault for fault in DECLARED if fault.format in FORMATS)
BENCHES = tuple(bench for name in FORMATS for bench in _MODULES[name].BENCHES)


@cache
def damaged(fault: Fault) -> dict[str, bytes]:
    """Return the damaged files, by the papers that have what the fault damages."""
    files = {name: fault.damage(written(fault.format, name)) for name in PAPERS}
    return {name: data for name, data in files.items() if data is not None}


def slipped_through(fault: Fault) -> list[str]:
    """Return the papers in which the check of the format did not see the fault."""
    return [name for name, data in damaged(fault).items() if not caught(fault, data, name)]
