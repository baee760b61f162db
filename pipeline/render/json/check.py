"""Read the JSON back with another parser than the writer's, and compare it with the model."""

import json

from pydantic import ValidationError

from pipeline.model.finding import Finding
from pipeline.model.resolution import Resolution
from pipeline.render.json.kinds import DIFFERENT, INVALID


def check(data: bytes, resolution: Resolution) -> list[Finding]:
    """Return what differs between bytes of JSON and the resolution they were written from."""
    try:
        json.loads(data)
        read = Resolution.model_validate_json(data)
    except (ValueError, ValidationError) as error:
        return [INVALID.at(found=error)]
    return [] if read == resolution else [DIFFERENT.at(expected=resolution.symbol, found=read.symbol)]
