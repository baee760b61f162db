"""The leaf: a warm process that gives each document to a child of its own, a fork of itself before it read anything.

What a document does to a child goes with it: nothing carries over to the next. The leaf itself never opens a document.
It reads orders from its standard input and answers on its standard output; it ends with its parent.
"""

import mimetypes
import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NoReturn

from pipeline.inspection import inspect_copy
from pipeline.intake.copy import Source
from pipeline.job import Converted
from pipeline.model.outcome import Outcome
from pipeline.run import convert_copy
from pipeline.settings import Settings
from pipeline.worker import isolation, limits, mock, sockets
from pipeline.worker.order import OUTPUTS, RECORD, STAGES, Begun, Ended, Order

FILES, SOCKETS = "files", "sockets"
ANSWERS = 1  # the standard output, which the parent reads


def main() -> None:
    """Answer orders until there are no more."""
    isolation.end_with_parent(signal.SIGKILL)
    isolation.adopt_orphans()
    layers = _layers()
    _load()
    for count, line in enumerate(sys.stdin.buffer):
        order = Order.model_validate_json(line)
        if count == 1:
            _warm()
        child = _fork(order, layers)
        _answer(Begun(pid=child, layers=layers))
        _, status, usage = os.wait4(child, 0)
        _kill_left_over()
        _answer(Ended(status=status, peak=usage.ru_maxrss * 1024, seconds=usage.ru_utime + usage.ru_stime))


def _layers() -> tuple[str, ...]:
    """Leave the network, and return the names of the layers that hold on this machine around every child."""
    further = {
        "network": isolation.leave_network(),
        FILES: isolation.landlock_version() > 0,
        SOCKETS: sockets.can_forbid(),
    }
    return ("process", "limits", *(name for name, held in further.items() if held))


def _load() -> None:
    """Import what every document needs, so that a child need not."""
    mimetypes.init(())  # once for all: the types that the machine's own lists name decide nothing
    import pipeline.extract.read
    import pipeline.normalise.build  # noqa: F401


def _warm() -> None:
    """Load what further documents need too: the languages and the writers."""
    from pipeline.languages.loader import languages

    languages()
    import pipeline.render.docx.write
    import pipeline.render.pdf.write  # noqa: F401


def _answer(value: Begun | Ended) -> None:
    os.write(ANSWERS, value.model_dump_json().encode() + b"\n")


def _fork(order: Order, layers: tuple[str, ...]) -> int:
    child = os.fork()
    if child == 0:
        _child(order, layers)
    return child


def _child(order: Order, layers: tuple[str, ...]) -> NoReturn:
    """Convert one document, and end. The record is written last, so that half a result is none.

    A child around which a layer does not hold that the leaf has named ends without a result.
    """
    code = 70
    try:
        isolation.end_with_parent(signal.SIGKILL)
        os.setsid()
        spool = order.copy_path.parent
        os.chdir(spool)
        _silence()
        settings = Settings.model_validate_json(order.settings)
        limits.limit(settings)
        readable = [*order.readable, *(path for path in (settings.languages, settings.policy) if path)]
        if FILES in layers and not isolation.confine(spool, readable):
            os._exit(code)
        if SOCKETS in layers and not sockets.forbid():
            os._exit(code)
        source = Source(order.name, order.copy_path, order.sha256, order.size)
        counted = partial(_counted, settings, order.name, spool)
        if order.stage:
            converted = inspect_copy(source, order.stage, settings, counted)
        else:
            converted = convert_copy(source, settings, _stage_writer(spool), counted)
        code = _written(converted, spool)
    finally:
        os._exit(code)


def _counted(settings: Settings, name: str, spool: Path, pages: int) -> None:
    """Allow the time that so many pages may take; a mock misbehaves here, where a document has begun."""
    limits.allow(pages, settings)
    if settings.mock:
        mock.misbehave(settings.mock, name, spool)


def _silence() -> None:
    """Point the standard streams to nowhere, so that nothing that a library prints is taken for an answer."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nowhere, stream)


def _stage_writer(spool: Path) -> Callable[[str], None]:
    """Return what tells the parent of stages: a line each, in a file that it reads while we go on."""
    file = spool / STAGES

    def write(stage: str) -> None:
        with file.open("a", encoding="ascii") as stream:
            stream.write(f"{stage}\n")

    return write


def _written(converted: Converted, spool: Path) -> int:
    """Write the result; return the code to end with, which alone can tell the parent that a disk is full."""
    try:
        _write(converted, spool)
    except OSError:
        return Outcome.IO.code
    return Outcome.OK.code


def _write(converted: Converted, spool: Path) -> None:
    folder = spool / OUTPUTS
    folder.mkdir()
    for name, data in converted.files.items():
        (folder / name).write_bytes(data)
    half = spool / f"{RECORD}.half"
    half.write_text(converted.report.model_dump_json(), "utf-8")
    half.rename(spool / RECORD)


def _kill_left_over() -> None:
    """End the processes that a child left behind, whatever session they moved to, where the kernel lists them."""
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    while left := children.read_text("ascii").split() if children.exists() else []:
        for pid in left:
            os.kill(int(pid), signal.SIGKILL)
            os.waitpid(int(pid), 0)


if __name__ == "__main__":
    main()
