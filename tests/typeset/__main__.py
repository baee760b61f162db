"""Writes the sample: `python -m tests.typeset`."""

from tests.typeset.catalogue import INPUT, SAMPLE, sample
from tests.typeset.press import typeset

if __name__ == "__main__":
    INPUT.mkdir(exist_ok=True)
    (INPUT / f"{SAMPLE}.pdf").write_bytes(typeset(sample(), tagged=True))
