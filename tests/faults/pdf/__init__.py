"""Faults of PDF."""

from tests.faults.pdf import content, document, navigation, structure

BENCHES = (structure.PDF, document.RAW)
FAULTS = (*structure.FAULTS, *content.FAULTS, *navigation.FAULTS, *document.FAULTS)
