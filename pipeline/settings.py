"""Limits and options, validated, from arguments, environment (`RESOLUTION_…`) or a TOML file (`resolution.toml`)."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)


class Settings(BaseSettings):
    """What a user may set. Limits to start with are those of the design: generous for papers, small for attacks."""

    model_config = SettingsConfigDict(
        env_prefix="RESOLUTION_", toml_file="resolution.toml", extra="forbid", frozen=True
    )

    to: Annotated[tuple[str, ...], NoDecode] = Field(default=("json", "docx", "pdf"), description="formats to write")
    review: bool = Field(default=False, description="write report.html, page by page, for a person who reviews")
    timings: bool = Field(default=False, description="publish the seconds of each stage in report.json")
    max_bytes: int = Field(default=64 * 2**20, gt=0, description="size of a file, in bytes")
    max_pages: int = Field(default=2_000, gt=0, description="pages of a file")
    max_glyphs: int = Field(default=5_000_000, gt=0, description="glyphs of a file")
    max_stream_bytes: int = Field(default=256 * 2**20, gt=0, description="bytes of all streams, decoded")
    max_memory: int = Field(default=2**30, ge=2**28, description="memory of a conversion, in bytes")
    seconds: int = Field(default=20, gt=0, description="processor time of a conversion, in seconds, and besides")
    seconds_a_page: int = Field(default=1, ge=0, description="processor time for each page, in seconds")

    asleep: float = Field(default=30, gt=0, description="seconds without any work after which a conversion hangs")

    mock: str | None = Field(
        default=None, description="fault to show instead of converting: hang, or hang@NAME,crash@OTHER for some inputs"
    )
    policy: Path | None = Field(default=None, description="file that says which findings fail, which warn")
    languages: Path | None = Field(default=None, description="folder of further language files, TAG.toml")

    @field_validator("to", mode="before")
    @classmethod
    def _names_of_formats(cls, value: object) -> object:
        """Take formats as a list, or as one text set apart by commas; each once, in order."""
        parts = value.split(",") if isinstance(value, str) else value
        if not isinstance(parts, list | tuple):
            return value
        return tuple(dict.fromkeys(part.strip() if isinstance(part, str) else part for part in parts))

    @field_validator("policy", "languages")
    @classmethod
    def _from_anywhere(cls, value: Path | None) -> Path | None:
        """Take a path from where the program was started: the process that converts is elsewhere."""
        return None if value is None else value.absolute()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the base class names them
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Order the sources: arguments first, then the environment, then the TOML file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)
