"""What can be asked of a command that cannot be run here: whether ours would take its arguments."""

import re
import shlex
from collections.abc import Iterator
from typing import Any

import click

from pipeline.cli import main
from tests.docs.blocks import commands

OURS = re.compile(r"(?:^|/)resolution$")
END = re.compile(r"^(?:\||\|\||&&|;|>|<|2>)$")


def require_taken(arguments: list[str]) -> None:
    """Let the command parse its arguments, and do nothing; a folder to watch, which it looks for, is this one.

    Raises:
        click.UsageError: where it would refuse them.
    """
    name, *rest = arguments
    if name not in main.commands:
        raise click.UsageError(f"no command {name!r}")
    if name == "watch":
        rest[0] = "."
    with main.commands[name].make_context(name, rest):
        return


def calls_in_shell(text: str) -> Iterator[list[str]]:
    """Yield the arguments of each call of our command in a script: by its name, or as the image of a container."""
    for command in commands(text):
        words = shlex.split(command)
        for place, word in enumerate(words):
            following = words[place + 1 :]
            if OURS.search(word) and following and following[0] in main.commands:
                yield list(_until_end(following))
            if word.startswith("--args="):  # as gcloud takes them
                yield word.removeprefix("--args=").split(",")


def _until_end(words: list[str]) -> Iterator[str]:
    for word in words:
        if END.match(word):
            return
        yield word


def calls_in_data(data: Any) -> Iterator[list[str]]:
    """Yield the arguments of each call in YAML or JSON: a list of texts under `args` or `command`."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key in {"args", "command"} and isinstance(value, list) and value[0] in main.commands:
                yield value
            yield from calls_in_data(value)
    elif isinstance(data, list):
        for value in data:
            yield from calls_in_data(value)
