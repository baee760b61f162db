"""What a child cannot reach, where the kernel has the layer: files outside its spool, and any network."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from pipeline.worker.isolation import landlock_version
from pipeline.worker.sockets import can_forbid

CONFINED = """
import os, sys
from pathlib import Path
from pipeline.worker import isolation
spool = Path(sys.argv[1])
held = isolation.confine(spool, [])
try:
    {attempt}
except OSError as error:
    print(held, type(error).__name__)
else:
    print(held, "done")
"""
PLAIN_USER = 65534
OF_A_PLAIN_USER = f"""
import os
os.setgroups([])
os.setresgid({PLAIN_USER}, {PLAIN_USER}, {PLAIN_USER})
os.setresuid({PLAIN_USER}, {PLAIN_USER}, {PLAIN_USER})
"""
NETWORK = """
import socket
from pipeline.worker import isolation
held = isolation.leave_network()
try:
    socket.create_connection(("127.0.0.1", int(__import__("sys").argv[1])), 2)
except OSError:
    print(held, "refused")
else:
    print(held, "connected")
"""


def said(program: str, argument: object) -> list[str]:
    """Return what a program says that runs in a process of its own."""
    command = [sys.executable, "-c", program, str(argument)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()


needs_landlock = pytest.mark.skipif(landlock_version() == 0, reason="this kernel has no Landlock")


@needs_landlock
def test_files_of_the_user_cannot_be_read(tmp_path: Path) -> None:
    (spool := tmp_path / "spool").mkdir()
    (tmp_path / "secret").write_text("x")
    attempt = f"open({str(tmp_path / 'secret')!r}).read()"
    assert said(CONFINED.format(attempt=attempt), spool) == ["True", "PermissionError"]


@needs_landlock
@pytest.mark.parametrize("place", ["/etc/elsewhere", "/usr/elsewhere", "../elsewhere"])
def test_nothing_is_written_outside_the_spool(place: str, tmp_path: Path) -> None:
    (spool := tmp_path / "spool").mkdir()
    attempt = f"open(spool / {place!r}, 'w')"
    assert said(CONFINED.format(attempt=attempt), spool) == ["True", "PermissionError"]


@needs_landlock
@pytest.mark.parametrize("place", ["/etc/passwd", "/etc/hostname", "/proc/1/environ", "/proc/1/cmdline"])
def test_what_says_where_it_runs_cannot_be_read(place: str, tmp_path: Path) -> None:
    if not Path(place).exists():
        pytest.skip(f"there is no {place}")
    assert said(CONFINED.format(attempt=f"open({place!r}, 'rb').read()"), tmp_path) == ["True", "PermissionError"]


@needs_landlock
@pytest.mark.parametrize("entry", ["", "notes.txt", "output"])
def test_a_folder_with_modules_is_not_read_besides_them(entry: str, tmp_path: Path) -> None:
    home, spool = tmp_path / "home", tmp_path / "spool"
    for folder in (home, spool, home / "output", home / "package"):
        folder.mkdir()
    (home / "notes.txt").write_text("x")
    for module in ("__init__.py", "inner.py"):
        (home / "package" / module).write_text("")
    path = home / entry
    begin = CONFINED.replace("spool = ", f"sys.path.insert(0, {str(home)!r}); import package; spool = ")
    attempt = f"open({str(path)!r}).read()" if path.is_file() else f"os.listdir({str(path)!r})"
    assert said(begin.format(attempt=attempt), spool) == ["True", "PermissionError"]
    assert said(begin.format(attempt="import package.inner"), spool) == ["True", "done"]


@needs_landlock
@pytest.mark.parametrize("program", ["/bin/sh", "/usr/bin/env", sys.executable])
def test_no_program_is_started(program: str, tmp_path: Path) -> None:
    attempt = f"os.execv({program!r}, [{program!r}, '-c', ''])"
    assert said(CONFINED.format(attempt=attempt), tmp_path) == ["True", "PermissionError"]


@needs_landlock
def test_a_program_in_the_spool_is_not_started_either(tmp_path: Path) -> None:
    attempt = "(spool / 'own').write_text('#!/bin/sh'); (spool / 'own').chmod(0o700); os.execv(spool / 'own', ['own'])"
    assert said(CONFINED.format(attempt=attempt), tmp_path) == ["True", "PermissionError"]


@pytest.mark.skipif(landlock_version() < 6, reason="this kernel scopes no signals")
def test_no_signal_leaves(tmp_path: Path) -> None:
    assert said(CONFINED.format(attempt="os.kill(os.getppid(), 0)"), tmp_path) == ["True", "PermissionError"]
    assert said(CONFINED.format(attempt="os.kill(os.getpid(), 0)"), tmp_path) == ["True", "done"]


@needs_landlock
def test_no_other_process_is_looked_into(tmp_path: Path) -> None:
    attach = "isolation._libc.ptrace(16, os.getppid(), None, None)"
    attempt = f"{attach} == 0 or (_ for _ in ()).throw(PermissionError)"
    assert said(CONFINED.format(attempt=attempt), tmp_path) == ["True", "PermissionError"]


@needs_landlock
@pytest.mark.skipif(os.getuid() != 0, reason="only root can become another user")
def test_a_plain_user_is_confined_as_well() -> None:
    begin = CONFINED.replace("spool = ", f"{OF_A_PLAIN_USER}spool = ")
    with tempfile.TemporaryDirectory() as folder:
        os.chown(folder, PLAIN_USER, PLAIN_USER)
        attempt = "(spool / 'own').write_text('x')"
        assert said(begin.format(attempt=attempt), folder) == ["True", "done"]
        assert said(begin.format(attempt="open('/etc/passwd').read()"), folder) == ["True", "PermissionError"]


def test_where_the_kernel_has_no_such_layer_nothing_is_claimed(tmp_path: Path) -> None:
    begin = CONFINED.replace("held = ", "isolation.landlock_version = lambda: 0\nheld = ")
    assert said(begin.format(attempt="open(os.__file__).read()"), tmp_path) == ["False", "done"]


@needs_landlock
def test_the_spool_can_be_written_and_what_the_program_runs_with_be_read(tmp_path: Path) -> None:
    attempt = "(spool / 'own').write_text('x'); (spool / 'own').rename(spool / 'other'); open(os.__file__).read()"
    assert said(CONFINED.format(attempt=attempt), tmp_path) == ["True", "done"]


def test_no_network_is_left() -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as server:
        held, end = said(NETWORK, server.getsockname()[1])
    if held == "False":
        pytest.skip("this kernel gives no network of its own")
    assert end == "refused"


SOCKETS = """
import os, socket, sys
from pipeline.worker import sockets
held = sockets.forbid()
try:
    {attempt}
except OSError as error:
    print(held, type(error).__name__)
else:
    print(held, "done")
"""
needs_seccomp = pytest.mark.skipif(not can_forbid(), reason="this kernel, or this machine, forbids no sockets")


@needs_seccomp
@pytest.mark.parametrize("family", ["AF_UNIX", "AF_INET", "AF_INET6", "AF_NETLINK"])
def test_no_socket_is_opened(family: str) -> None:
    attempt = f"socket.socket(socket.{family}, socket.SOCK_DGRAM)"
    assert said(SOCKETS.format(attempt=attempt), "") == ["True", "PermissionError"]


@needs_seccomp
def test_no_ring_is_opened_either() -> None:
    ring = "sockets._libc.syscall(sockets.IO_URING, 1, None) == -1 and sockets.ctypes.get_errno()"
    attempt = f"(_ for _ in ()).throw(OSError({ring}, 'ring'))"
    assert said(SOCKETS.format(attempt=attempt), "") == ["True", "PermissionError"]


@needs_seccomp
def test_all_else_goes_on_without_sockets() -> None:
    attempt = "open(os.__file__).read(); os.pipe(); __import__('threading').Thread(target=print).start()"
    assert said(SOCKETS.format(attempt=attempt), "") == ["True", "done"]
