"""What the options of several commands have in common."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from pydantic import ValidationError

from pipeline.cli.ends import shown
from pipeline.settings import Settings

if TYPE_CHECKING:
    from pipeline.notify.notifier import Notifier


def settings_of(given: Mapping[str, Any]) -> Settings:
    """Return the settings of a command: the options given, then the environment, then the file.

    Args:
        given: settings by name; those that are None or False were not given.

    Raises:
        click.UsageError: where one is wrong, by name.
    """
    from pipeline.policy import read_policy
    from pipeline.render.formats import names

    try:
        settings = Settings(**{name: value for name, value in given.items() if value not in (None, False)})
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise click.UsageError(f"settings: {place}: {first['msg']}") from error
    except ValueError as error:  # a settings file that is no TOML
        raise click.UsageError(f"settings: {error}") from error
    unknown = [name for name in settings.to if name not in names()]
    if unknown or not settings.to:
        raise click.UsageError(f"unknown format {', '.join(unknown)!r}; there are {', '.join(names())}")
    read_policy(settings.policy)
    return settings


def notifier_of(target: str, allow_private: bool, told: Callable[[str], None] | None = None) -> "Notifier":
    """Return who tells a command or an address of documents; what is sent is signed by `RESOLUTION_WEBHOOK_SECRET`.

    Raises:
        Stop: USAGE where the target cannot be one.
    """
    from pipeline.notify.notifier import Notifier
    from pipeline.notify.target import parse_target

    secret = os.environ.get("RESOLUTION_WEBHOOK_SECRET")
    return Notifier(parse_target(target, secret, allow_private, os.environ), told)


def refuse_own_output(folders: tuple[Path, ...], output: Path) -> None:
    """Refuse folders that are the output folder, or lie in it: what was written would be read as input."""
    written = os.path.realpath(output)
    for folder in folders:
        if os.path.commonpath((os.path.realpath(folder), written)) == written:
            raise click.UsageError(f"{shown(str(folder))} is, or lies in, the output folder; name another with -o")


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
