"""How a child ended, as an outcome: a record that can be trusted, or why there is none."""

import errno
import hashlib
import os
import signal
import stat
from pathlib import Path

from pydantic import ValidationError

from pipeline.errors import Stop
from pipeline.job import Converted
from pipeline.model.outcome import Outcome, Output, Report
from pipeline.settings import Settings
from pipeline.worker.order import OUTPUTS, RECORD, Ended

RECORD_BYTES = 64 << 20
OF_THE_CHILD = (errno.ENOENT, errno.ELOOP, errno.ENXIO, errno.EISDIR)  # missing, a link, a socket, a folder
NEAR = 0.9  # of the limit: a library that gets no memory may abort before it says so


def converted(spool: Path, ended: Ended, settings: Settings) -> Converted:
    """Return the report and the files that a child left in its spool.

    Raises:
        Stop: TIME or MEMORY where a limit ended it; WORKER where it died otherwise, or its record is none, or names
            files that are not there as it says; IO where they cannot be read.
    """
    if not (spool / RECORD).exists():
        raise Stop(*_death(ended, settings))
    try:
        report = Report.model_validate_json(_bounded(spool / RECORD, RECORD_BYTES))
        files = {output.file: _output(spool / OUTPUTS, output, settings) for output in report.outputs}
    except (ValidationError, OSError, ValueError) as error:
        if isinstance(error, OSError) and error.errno not in OF_THE_CHILD:
            raise Stop(Outcome.IO, f"the worker's record cannot be read: {error.strerror}") from error
        raise Stop(Outcome.WORKER, f"the worker's record cannot be trusted: {error}"[:300]) from error
    return Converted(report, files)


def _death(ended: Ended, settings: Settings) -> tuple[Outcome, str]:
    if ended.peak >= NEAR * settings.max_memory:
        return (
            Outcome.MEMORY,
            f"the worker died at {ended.peak >> 20} MiB, max_memory = {settings.max_memory >> 20} MiB",
        )
    if not os.WIFSIGNALED(ended.status):
        code = os.waitstatus_to_exitcode(ended.status)
        if code == Outcome.IO.code:
            return Outcome.IO, "the result could not be written to the folder for temporary files"
        return Outcome.WORKER, f"the worker ended with code {code} and no result"
    number = os.WTERMSIG(ended.status)
    if number == signal.SIGXCPU:
        return Outcome.TIME, f"the worker used {ended.seconds:.0f} seconds of processor time"
    return Outcome.WORKER, f"the worker was ended by signal {number}, {signal.strsignal(number) or 'of no name'}"


def _output(folder: Path, output: Output, settings: Settings) -> bytes:
    if Path(output.file).name != output.file:
        raise ValueError(f"{output.file!r} is no name of a file")
    data = _bounded(folder / output.file, settings.max_stream_bytes)
    if hashlib.sha256(data).hexdigest() != output.sha256:
        raise ValueError(f"{output.file} is not the file reported")
    return data


def _bounded(path: Path, most: int) -> bytes:
    """Return the bytes of a regular file, not followed through a link, of a bounded size."""
    with open(path, "rb", opener=_without_following) as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise ValueError(f"{path.name} is no regular file")
        data = stream.read(most + 1)
    if len(data) > most:
        raise ValueError(f"{path.name} is larger than {most} bytes")
    return data


def _without_following(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK)
