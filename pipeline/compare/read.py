"""Read the files to compare, and refuse by a sentence what cannot be compared."""

from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from pipeline.errors import Stop
from pipeline.languages.loader import languages
from pipeline.model.outcome import Outcome
from pipeline.model.resolution import Resolution


def read_editions(paths: Sequence[Path]) -> tuple[Resolution, ...]:
    """Return the resolutions in some JSON files of ours.

    Raises:
        Stop: USAGE where there are fewer than two, one cannot be read, their symbols differ, or a language comes twice.
    """
    if len(paths) < 2:
        raise Stop(Outcome.USAGE, "name at least two files, in different languages")
    editions = tuple(_read(path) for path in paths)
    seen: dict[str, Path] = {}
    for path, edition in zip(paths, editions, strict=True):
        if edition.symbol != editions[0].symbol:
            other = editions[0].symbol
            raise Stop(Outcome.USAGE, f"{path.name} is {edition.symbol}, and {paths[0].name} is {other}")
        if edition.language in seen:
            other = seen[edition.language].name
            raise Stop(Outcome.USAGE, f"{path.name} and {other} are both in {languages()[edition.language].name}")
        seen[edition.language] = path
    return editions


def _read(path: Path) -> Resolution:
    try:
        resolution = Resolution.model_validate_json(path.read_bytes())
    except OSError as error:
        raise Stop(Outcome.USAGE, f"{path} cannot be read: {error.strerror}") from error
    except ValidationError as error:
        raise Stop(Outcome.USAGE, f"{path} is no resolution as this version writes it: {_first(error)}") from error
    if resolution.language not in languages():
        raise Stop(Outcome.USAGE, f"{path} is in {resolution.language}, a language that is not known")
    return resolution


def _first(error: ValidationError) -> str:
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    return f"{place}: {first['msg']}" if place else first["msg"]
