"""No sockets at all in a child, where the kernel can forbid them (seccomp(2)): no way to a service of the machine.

A network of its own keeps a child from other machines; a socket in the file system, as a container engine has, it would
still reach. Where no network of its own can be had, as without root in a container, this keeps it from both.
"""

import ctypes
import errno
import platform
import struct

from pipeline.worker.isolation import LINUX, PR_SET_NO_NEW_PRIVS

PR_GET_SECCOMP, PR_SET_SECCOMP, MODE_FILTER = 21, 22, 2
ALLOW, KILL, ERROR = 0x7FFF0000, 0x80000000, 0x00050000
LOAD, EQUAL, AT_LEAST, RETURN = 0x20, 0x15, 0x35, 0x06  # bpf(4): load a word, compare it with a constant, end
NUMBER, ARCHITECTURE = 0, 4  # offsets in what the kernel shows of a call
OTHER_INTERFACE = 0x40000000  # x86-64 has a second table of calls from there on
IO_URING = 425  # opens sockets too
# The architecture as audit(7) numbers it, and the number of socket(2) there.
MACHINES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198), "riscv64": (0xC00000F3, 198)}

_libc = ctypes.CDLL(None, use_errno=True)


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def can_forbid() -> bool:
    """Return whether this kernel can forbid a process to open sockets."""
    return LINUX and platform.machine() in MACHINES and _libc.prctl(PR_GET_SECCOMP, 0, 0, 0, 0) >= 0


def forbid() -> bool:
    """Forbid this process, for good, to open a socket; return whether the kernel holds it to that."""
    if not can_forbid() or _libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    code = _filter(*MACHINES[platform.machine()])
    program = _Program(len(code) // 8, code)
    held: bool = _libc.prctl(PR_SET_SECCOMP, MODE_FILTER, ctypes.byref(program), 0, 0) == 0
    return held


def _filter(architecture: int, socket: int) -> bytes:
    """Return the program that the kernel runs for each call; jumps count the steps that are passed over."""
    refused = ERROR | errno.EPERM
    steps = (
        (LOAD, 0, 0, ARCHITECTURE),
        (EQUAL, 1, 0, architecture),
        (RETURN, 0, 0, KILL),
        (LOAD, 0, 0, NUMBER),
        (AT_LEAST, 2, 0, OTHER_INTERFACE),
        (EQUAL, 1, 0, socket),
        (EQUAL, 0, 1, IO_URING),
        (RETURN, 0, 0, refused),
        (RETURN, 0, 0, ALLOW),
    )
    return b"".join(struct.pack("=HBBI", *step) for step in steps)
