"""Whom to tell: an address on the web, or a command; refused early where it cannot be right."""

import os
import re
import shlex
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from urllib.parse import SplitResult, urlsplit

from pipeline.errors import Stop
from pipeline.model.outcome import Outcome
from pipeline.notify.addresses import is_private_literal

SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://|https?:", re.IGNORECASE)
WRITTEN = re.compile(r"[\x21-\x7e]+")
HOST = re.compile(r"[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*\.?|[0-9a-f:.]*:[0-9a-f:.]*")  # urlsplit writes it small
PORTS = {"http": 80, "https": 443}
PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL")
NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Webhook:
    """An address that events are posted to."""

    secure: bool
    host: str
    port: int
    path: str = field(repr=False)  # it often holds a key
    secret: bytes | None = field(repr=False, default=None)
    allow_private: bool = False


@dataclass(frozen=True)
class Command:
    """A program that is run for each event, with its arguments and the environment that it gets."""

    arguments: tuple[str, ...]
    environment: Mapping[str, str] = field(repr=False)


Target = Webhook | Command


def parse_target(
    text: str, secret: str | None, allow_private: bool, environment: Mapping[str, str] = NOTHING
) -> Target:
    """Return whom a text names.

    Args:
        text: an `http` or `https` URL, or a command line as a shell would split it; no shell runs it.
        secret: what signs the events of a webhook; none, or an empty one, leaves them unsigned.
        allow_private: whether a webhook may lead to an address that is not public.
        environment: the caller's own; a command gets PATH, HOME, LANG and LC_ALL of it.

    Raises:
        Stop: USAGE, with a sentence that repeats nothing that may be secret.
    """
    if SCHEME.match(text):
        return _webhook(text, secret, allow_private)
    return _command(text, {name: environment[name] for name in PASSED_ON if name in environment})


def _webhook(text: str, secret: str | None, allow_private: bool) -> Webhook:
    if not WRITTEN.fullmatch(text):
        raise _refused("holds a space or a character outside ASCII; write it in its encoded form")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise _refused("is no URL: its host or its port is wrong") from error
    host = _host(parts)
    if not allow_private and is_private_literal(host):
        raise _refused(f"leads to {host}, which is no public address; --allow-private allows it")
    if port == 0:
        raise _refused("names port 0")
    path = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
    key = secret.encode("utf-8", "surrogateescape") if secret else None
    return Webhook(parts.scheme == "https", host, port or PORTS[parts.scheme], path, key, allow_private)


def _host(parts: SplitResult) -> str:
    if parts.scheme not in PORTS:
        raise _refused(f"is of the scheme {parts.scheme}; http and https can be told")
    if "@" in parts.netloc:
        raise _refused("holds a user name or a password; give a secret in its own setting instead")
    if not HOST.fullmatch(parts.hostname or ""):
        raise _refused("names no host")
    return parts.hostname or ""


def _refused(why: str) -> Stop:
    return Stop(Outcome.USAGE, f"the address to tell {why}")


def _command(text: str, environment: Mapping[str, str]) -> Command:
    try:
        arguments = tuple(shlex.split(text))
    except ValueError as error:
        raise Stop(Outcome.USAGE, f"the command to run cannot be split into arguments: {error}") from error
    if not arguments or "\0" in text:
        raise Stop(Outcome.USAGE, "the command to run is empty, or holds a zero byte")
    name = arguments[0]
    if shutil.which(name, path=environment.get("PATH", os.defpath)) is None:
        here = f"; for the file of this folder write ./{name}" if "/" not in name and Path(name).is_file() else ""
        raise Stop(Outcome.USAGE, f"the command to run, {name!r}, is not found, or is no program{here}")
    return Command(arguments, MappingProxyType(dict(environment)))
