"""Limits that a child sets on itself before it reads anything: the kernel holds it to them (setrlimit(2))."""

import resource

from pipeline.settings import Settings

OPEN_FILES = 256
GRACE = 5  # seconds of processor time between the signal that can be told apart and the one that cannot be caught


def limit(settings: Settings) -> None:
    """Limit this process: address space, processor time, sizes of files, open files, further processes, no core.

    For root the kernel does not hold the limit on processes; the leaf kills what is left over.
    """
    _set(resource.RLIMIT_AS, settings.max_memory)
    _set(resource.RLIMIT_FSIZE, settings.max_stream_bytes)
    _set(resource.RLIMIT_NOFILE, OPEN_FILES)
    _set(resource.RLIMIT_NPROC, 0)
    _set(resource.RLIMIT_CORE, 0)
    most = seconds(settings, settings.max_pages)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds(settings, 0), most + GRACE))


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
