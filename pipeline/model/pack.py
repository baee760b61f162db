"""Facts kept as data: TOML files beside the module that reads them, validated when they are loaded."""

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict


class Pack(BaseModel):
    """A frozen table of such a file; unknown keys are refused by name."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Model = TypeVar("Model", bound=Pack)


def read_packs(package: str, model: type[Model], further: Path | None = None) -> tuple[Model, ...]:
    """Return what the TOML files of a package hold, in the order of their names, then those of a further folder.

    Raises:
        pydantic.ValidationError: where a file has a missing, wrong or unknown key.
        tomllib.TOMLDecodeError: where a file is not TOML.
        OSError: where the further folder or a file in it cannot be read.
    """
    folders = [files(package), *([further] if further else [])]
    entries = [entry for folder in folders for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)]
    texts = [entry.read_text("utf-8") for entry in entries if entry.name.endswith(".toml")]
    return tuple(model.model_validate(tomllib.loads(text)) for text in texts)
