"""Faults of DOCX."""

from tests.faults.docx import notes, package, structure, text

BENCHES = (text.DOCX, package.RAW)
FAULTS = (*text.FAULTS, *notes.FAULTS, *structure.FAULTS, *package.FAULTS)
