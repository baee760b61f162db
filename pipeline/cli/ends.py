"""How a command ends: with a documented exit code and a sentence, whatever happens in it; never with 1."""

import os
import signal
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn, TextIO

import click

from pipeline.errors import Stop
from pipeline.model.outcome import Outcome

STEERING = ("Cc", "Cs", "Zl", "Zp")  # categories of Unicode
REORDERING = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")  # classes of its bidirectional algorithm


@contextmanager
def documented_ends() -> Iterator[None]:
    """Let a command end with a documented exit code and a sentence."""
    _end_as_interrupted()
    try:
        yield
    except Stop as stop:
        _fail(f"{stop.detail}. {stop.outcome.instruction}", stop.outcome)
    except KeyboardInterrupt:
        with suppress(OSError):
            click.echo(err=True)  # the line of the stage ends
        _fail(f"{Outcome.INTERRUPTED.meaning}. {Outcome.INTERRUPTED.instruction}", Outcome.INTERRUPTED)
    except BrokenPipeError:  # who read our output has gone; nothing more can be said
        _let_go(sys.stdout)
        sys.exit(Outcome.IO.code)
    except OSError as error:
        _let_go(sys.stdout)
        _fail(f"{error.filename or ''}: {error.strerror or error}. {Outcome.IO.instruction}", Outcome.IO)
    except (click.ClickException, click.exceptions.Exit):
        raise
    except Exception as error:  # noqa: BLE001 - the outermost boundary
        _fail(f"{type(error).__name__}: {error}. {Outcome.INTERNAL.instruction}", Outcome.INTERNAL)


def _end_as_interrupted() -> None:
    """Let the signals that ask a process to end do as the one of a keyboard does: everything is cleared away."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:  # who ignores one, as nohup does, wants that
            signal.signal(number, signal.default_int_handler)


def _fail(sentence: str, outcome: Outcome) -> NoReturn:
    try:
        click.echo(shown(sentence), err=True)
    except OSError:  # the exit code says it
        _let_go(sys.stderr)
    sys.exit(outcome.code)


def _let_go(stream: TextIO) -> None:
    """Turn a stream that cannot be written away, or Python ends with a code of its own when it closes it."""
    try:
        stream.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def shown(text: str) -> str:
    """Return a text as a line that a terminal may print: what would steer it, or reorder it, stands as an escape."""
    return "".join(
        character.encode("unicode_escape").decode("ascii")
        if unicodedata.category(character) in STEERING or unicodedata.bidirectional(character) in REORDERING
        else character
        for character in text
    )
