"""What the kernel says of a process: state, processor time, memory (proc(5))."""

import os
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Usage:
    """What a process has used: its state as a letter, its threads, processor time in seconds, resident bytes."""

    state: str
    threads: int
    seconds: float
    memory: int


def usage_of(pid: int) -> Usage | None:
    """Return what a process has used, with the children it has waited for; None where it is gone."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text("ascii", "replace")
    except OSError:
        return None
    # The name in brackets may hold anything; the fields after it are numbered from 3 in the manual.
    fields = text.rpartition(")")[2].split()
    seconds = sum(int(fields[number]) for number in range(11, 15)) / _TICKS
    return Usage(fields[0], int(fields[17]), seconds, int(fields[21]) * _PAGE)
