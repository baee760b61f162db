"""Write a resolution as JSON."""

from pipeline.model.canonical import canonical_json
from pipeline.model.resolution import Resolution


def write(resolution: Resolution) -> bytes:
    """Return the canonical UTF-8 JSON of a resolution."""
    return canonical_json(resolution)
