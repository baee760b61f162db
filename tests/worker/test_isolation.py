"""What a child cannot reach, where the kernel has the layer: files outside its spool, and any network."""

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.worker.isolation import landlock_version

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
