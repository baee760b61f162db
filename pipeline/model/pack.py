"""Facts kept as data: TOML files beside the module that reads them, validated when they are loaded."""

import tomllib
from importlib.resources import files
from typing import TypeVar

from pydantic import BaseModel, ConfigDict


class Pack(BaseModel):
    """A frozen table of such a file; unknown keys are refused by name."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Model = TypeVar("Model", bound=Pack)


def read_packs(package: str, model: type[Model]) -> tuple[Model, ...]:
    """Return what the TOML files of a package hold, in the order of their names.

    Raises pydantic.ValidationError where a file has a missing, wrong or unknown key.
    """
    entries = sorted(files(package).iterdir(), key=lambda entry: entry.name)
    texts = [entry.read_text("utf-8") for entry in entries if entry.name.endswith(".toml")]
    return tuple(model.model_validate(tomllib.loads(text)) for text in texts)
