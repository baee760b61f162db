"""The sources that the project holds: the sample of `input/` and the fixtures of our own writing."""

from pathlib import Path

from tests.typeset.source import Source, parse

SAMPLE = "A_RES_75_71_zh"
INPUT = Path(__file__).parents[2] / "input"
_SAMPLES = Path(__file__).with_name("samples")
_FIXTURES = Path(__file__).parents[1] / "fixtures"


def sample() -> Source:
    """Return resolution 75/71 in Chinese, whose PDF is the sample in `input/`."""
    return _read(_SAMPLES / f"{SAMPLE}.txt")


def fixtures() -> dict[str, Source]:
    """Return the fixtures by name: short resolutions of our own writing, each with a feature or two."""
    return {path.stem: _read(path) for path in sorted(_FIXTURES.glob("*.txt"))}


def _read(path: Path) -> Source:
    return parse(path.read_text(encoding="utf-8"))
