"""Faults of Akoma Ntoso."""

from tests.faults.akn import about, text

BENCHES = (text.AKN, about.RAW)
FAULTS = (*text.FAULTS, *about.FAULTS)
