"""How a command ends: with a documented exit code and a sentence, whatever happens in it; never with 1."""

import errno
import os
import signal
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, NoReturn, TextIO

import click

from pipeline.errors import Stop
from pipeline.model.outcome import Outcome

PIPE_GONE = 1  # what click ends with where who read our output has gone; no command of ours does
REMEDIES = {
    os.strerror(errno.ENOENT): "There is no such file or folder; name one that is there.",
    os.strerror(errno.EISDIR): "A folder stands where a file is needed; name a file.",
    os.strerror(errno.ENOTDIR): "A file stands where a folder is needed; name another place.",
    os.strerror(errno.EEXIST): "A file stands where a folder is needed; name another place.",
}
STEERING = ("Cc", "Cs", "Zl", "Zp")  # categories of Unicode
REORDERING = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")  # classes of its bidirectional algorithm


class Commands(click.Group):
    """Commands each of which ends with a documented code, before its body begins too: while its words are read."""

    def main(self, *arguments: Any, **options: Any) -> NoReturn:
        """Run the command that is named, and end."""
        with documented_ends():
            try:
                code = super().main(*arguments, **{**options, "standalone_mode": False})
            except click.ClickException as error:
                _say(error.show)
                sys.exit(error.exit_code)
            except click.Abort as abort:
                raise KeyboardInterrupt from abort
            except SystemExit as end:
                if end.code == PIPE_GONE:
                    sys.exit(Outcome.IO.code)
                raise
        sys.exit(code)


@contextmanager
def documented_ends() -> Iterator[None]:
    """Let a command end with a documented exit code and a sentence."""
    _end_as_interrupted()
    try:
        yield
    except Stop as stop:
        _fail(f"{stop.detail}. {instruction(stop.outcome, stop.detail)}", stop.outcome)
    except KeyboardInterrupt:
        with suppress(OSError):
            click.echo(err=True)  # the line of the stage ends
        _fail(f"{Outcome.INTERRUPTED.meaning}. {Outcome.INTERRUPTED.instruction}", Outcome.INTERRUPTED)
    except BrokenPipeError:  # who read our output has gone; nothing more can be said
        _let_go(sys.stdout)
        sys.exit(Outcome.IO.code)
    except OSError as error:
        _let_go(sys.stdout)
        what = ": ".join(str(part) for part in (error.filename, error.strerror or error) if part)
        _fail(f"{what}. {instruction(Outcome.IO, what)}", Outcome.IO)
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
    _say(lambda: click.echo(shown(sentence), err=True))
    sys.exit(outcome.code)


def _say(say: Callable[[], None]) -> None:
    try:
        say()
    except OSError:  # the exit code says it
        _let_go(sys.stderr)


def _let_go(stream: TextIO) -> None:
    """Turn a stream that cannot be written away, or Python ends with a code of its own when it closes it."""
    try:
        stream.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def instruction(outcome: Outcome, detail: str | None) -> str:
    """Return what the user can do about an outcome, and about what the system says of a file, where it says it."""
    fitting = (remedy for said, remedy in REMEDIES.items() if outcome is Outcome.IO and said in (detail or ""))
    return next(fitting, outcome.instruction)


def shown(text: str) -> str:
    """Return a text as a line that a terminal may print: what would steer it, or reorder it, stands as an escape."""
    return "".join(
        character.encode("unicode_escape").decode("ascii")
        if unicodedata.category(character) in STEERING or unicodedata.bidirectional(character) in REORDERING
        else character
        for character in text
    )
