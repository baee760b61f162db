"""Limits that a child sets on itself before it reads anything: the kernel holds it to them (setrlimit(2))."""

import os
import resource
from pathlib import Path

from pipeline.settings import Settings
from pipeline.worker.proc import usage_of

OPEN_FILES = 256
FURTHER_TASKS = 1024  # Pango starts threads; the kernel counts those of all processes of the user
GRACE = 5  # seconds of processor time between the signal that can be told apart and the one that cannot be caught


def limit(settings: Settings) -> None:
    """Limit this process: address space, processor time, sizes of files, open files, further processes, no core.

    For root the kernel does not hold the limit on processes; the leaf kills what is left over, for any user.
    """
    _set(resource.RLIMIT_AS, settings.max_memory)
    _set(resource.RLIMIT_FSIZE, settings.max_stream_bytes)
    _set(resource.RLIMIT_NOFILE, OPEN_FILES)
    _set(resource.RLIMIT_NPROC, _tasks() + FURTHER_TASKS)
    _set(resource.RLIMIT_CORE, 0)
    most = seconds(settings, settings.max_pages)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds(settings, 0), most + GRACE))


def _tasks() -> int:
    """Return how many processes and threads the user of this process has, as far as the kernel tells."""
    mine = [folder for folder in Path("/proc").glob("[0-9]*") if _owner(folder) == os.getuid()]
    return sum(usage.threads for usage in map(usage_of, (int(folder.name) for folder in mine)) if usage is not None)


def _owner(path: Path) -> int | None:
    try:
        return path.stat().st_uid
    except OSError:  # it has ended
        return None


def allow(pages: int, settings: Settings) -> None:
    """Allow this process the processor time that a paper of so many pages may take, and not more from then on."""
    most = seconds(settings, pages)
    resource.setrlimit(resource.RLIMIT_CPU, (most, most + GRACE))


def seconds(settings: Settings, pages: int) -> int:
    """Return the processor time that a paper of so many pages may take, in seconds."""
    return settings.seconds + settings.seconds_a_page * pages


def _set(what: int, value: int) -> None:
    _, most = resource.getrlimit(what)
    value = value if most == resource.RLIM_INFINITY else min(value, most)
    resource.setrlimit(what, (value, value))
