"""Faults of HTML."""

from tests.faults.html import page, text

BENCHES = (text.HTML, page.RAW)
FAULTS = (*text.FAULTS, *page.FAULTS)
