"""A reading of a hostile file in a process of its own, which it may end or hold."""

import os
import resource
from collections.abc import Callable

SECONDS = 10  # of processor time


def in_child(work: Callable[[], bytes]) -> bytes:
    """Return what some work gives in a child process; nothing where it fails, or takes too long."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
            os.write(write, work())
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as answer:
        given = answer.read()
    os.waitpid(child, 0)
    return given
