"""Read the JSON back with another parser than the writer's; compare it with the model by value, then as bytes."""

import json
from collections.abc import Iterator
from itertools import islice, zip_longest
from typing import Any

from pydantic import ValidationError

from pipeline.model.canonical import canonical_json
from pipeline.model.finding import Finding
from pipeline.model.resolution import Resolution
from pipeline.render.json.kinds import DIFFERENT, FORM, INVALID

MOST = 20
_ABSENT = object()


def check(data: bytes, resolution: Resolution) -> list[Finding]:
    """Return what differs between bytes of JSON and the resolution they were written from.

    A difference of values is named by its place (`operative.0.content.1.text`), the first `MOST` of them.
    """
    try:
        found = json.loads(data.decode("utf-8"))
        Resolution.model_validate_json(data)
    except (ValueError, ValidationError) as error:
        return [INVALID.at(found=error)]
    expected = resolution.model_dump(mode="json", by_alias=True)
    findings = [
        DIFFERENT.at(block=place, expected=_shown(wanted), found=_shown(value))
        for place, wanted, value in islice(_differences("", expected, found), MOST)
    ]
    if not findings and data != canonical_json(resolution):
        findings.append(FORM.at(expected=f"{len(canonical_json(resolution))} bytes", found=f"{len(data)} bytes"))
    return findings


def _differences(place: str, expected: Any, found: Any) -> Iterator[tuple[str, Any, Any]]:
    if isinstance(expected, dict) and isinstance(found, dict):
        for name in dict.fromkeys((*expected, *found)):
            yield from _differences(_under(place, name), expected.get(name, _ABSENT), found.get(name, _ABSENT))
    elif isinstance(expected, list) and isinstance(found, list):
        for number, pair in enumerate(zip_longest(expected, found, fillvalue=_ABSENT)):
            yield from _differences(_under(place, str(number)), *pair)
    elif type(expected) is not type(found) or expected != found:
        yield place, expected, found


def _under(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name


def _shown(value: Any) -> str:
    return "nothing" if value is _ABSENT else json.dumps(value, ensure_ascii=False)
