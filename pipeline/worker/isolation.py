"""Layers around a child that not every kernel has: no network, and no files but those it needs (landlock(7))."""

import ctypes
import os
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000
PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
PR_SET_NO_NEW_PRIVS = 38

# System calls of the same number on every architecture (Linux 5.13).
CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
VERSION = 1
PATH_BENEATH = 1
READ = 1 << 2 | 1 << 3  # read a file, read a folder
EXECUTE = 1 << 0  # handled and allowed nowhere: no child starts a program
FIRST_KNOWN = (1 << 13) - 1
ADDED = {2: 1 << 13, 3: 1 << 14, 5: 1 << 15}  # by version of the interface: refer, truncate, device control
TCP = 0b11  # bind and connect, from version 4 on
SCOPED = 0b11  # no abstract socket and no signal leads out, from version 6 on
LENGTHS = {4: 16, 6: 24}  # bytes of the rules, by version; 8 before
READABLE = (
    *("/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/fonts", "/var/cache/fontconfig"),
    *("/proc/self", "/proc/meminfo", "/sys/devices/system/cpu"),
)
INSTALLED = tuple(dict.fromkeys(map(Path, (sys.prefix, sys.base_prefix, *sysconfig.get_paths().values()))))
MODULES = frozenset({".py", ".so", ".egg-info"})
DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random")

LINUX = sys.platform == "linux"
_libc = ctypes.CDLL(None, use_errno=True)


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


def end_with_parent(signal: int) -> None:
    """Let the kernel send this process a signal when its parent ends, where it is Linux."""
    if LINUX:
        _libc.prctl(PR_SET_PDEATHSIG, signal, 0, 0, 0)


def adopt_orphans() -> None:
    """Let the descendants whose parents end become children of this process, so that none escapes; Linux alone."""
    if LINUX:
        _libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def leave_network() -> bool:
    """Move this process into a network of its own, without any interface; return whether the kernel allows it."""
    if not LINUX:
        return False
    user, group = os.geteuid(), os.getegid()
    if _libc.unshare(CLONE_NEWNET) == 0:
        return True
    if _libc.unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0:
        return False
    with suppress(OSError):  # the maps only keep names of users readable
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    return True


def landlock_version() -> int:
    """Return the version of the kernel's interface, 0 where it has none."""
    return max(0, int(_libc.syscall(CREATE_RULESET, None, 0, VERSION))) if LINUX else 0


def confine(spool: Path, readable: Iterable[Path]) -> bool:
    """Let this process write in its spool alone, and read there, in what it runs with, and in `readable`.

    It can start no program, and send no signal to any process but its own. Return whether the kernel holds it to that.
    """
    version = landlock_version()
    if version == 0 or _libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    handled = FIRST_KNOWN | sum(bit for since, bit in ADDED.items() if version >= since)
    rules = _Ruleset(handled, TCP if version >= 4 else 0, SCOPED if version >= 6 else 0)
    size = max([8, *(length for since, length in LENGTHS.items() if version >= since)])
    ruleset = _libc.syscall(CREATE_RULESET, ctypes.byref(rules), size, 0)
    if ruleset < 0:
        return False
    for path in (*_own(), *readable):
        _allow(ruleset, path, READ)
    for name in DEVICES:
        _allow(ruleset, Path(name), READ | 1 << 1)
    _allow(ruleset, spool, handled & ~EXECUTE)
    held: bool = _libc.syscall(RESTRICT_SELF, ruleset, 0) == 0
    os.close(ruleset)
    return held


def _own() -> Iterator[Path]:
    """Yield the places of what this program runs with: Python, the packages, libraries, fonts."""
    yield from (Path(name) for name in READABLE)
    yield from INSTALLED
    for entry in (Path(name) for name in sys.path if name):
        if not any(entry.is_relative_to(place) for place in INSTALLED):
            yield from _modules(entry)


def _modules(entry: Path) -> Iterator[Path]:
    """Yield the modules in a place where Python looks for them.

    A place that packages were installed in is one of modules alone; any other may be a project's folder, or somebody's
    home.
    """
    if entry.is_file() or any(entry.glob("*.dist-info")):
        yield entry
        return
    with suppress(OSError):
        yield from (path for path in entry.iterdir() if path.suffix in MODULES or (path / "__init__.py").exists())


def _allow(ruleset: int, path: Path, access: int) -> None:
    """Allow access to a path and what is under it; one that is not there needs no rule."""
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    if not path.is_dir():
        access &= 0b111 | 1 << 14 | 1 << 15  # the rights that a file can have
    rule = _Beneath(access, descriptor)
    _libc.syscall(ADD_RULE, ruleset, PATH_BENEATH, ctypes.byref(rule), 0)
    os.close(descriptor)
