"""A command: what it is given, and how it fails."""

import json
import os
import shlex
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

from pipeline.notify.notifier import Limits, Notifier, Undelivered
from pipeline.notify.target import parse_target
from tests.notify.receiver import QUICK, event


def outcome(script: str, limits: Limits = QUICK) -> tuple[list[str], tuple[Undelivered, ...]]:
    """Let a script of the shell be told of one event."""
    told: list[str] = []
    environment = {"PATH": os.defpath, "HOME": "/h", "SECRET": "s"}
    target = parse_target(f"sh -c {shlex.quote(script)}", None, False, environment)
    with Notifier(target, told.append, limits) as notifier:
        notifier.tell(event())
        return told, notifier.drain(10)


def ended(process: int) -> bool:
    """Wait until a process has ended, a moment at most; one that nobody has waited for has."""
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        with suppress(FileNotFoundError):
            if Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z":
                time.sleep(0.02)
                continue
        return True
    os.kill(process, signal.SIGKILL)
    return False


def test_a_command_reads_the_event_from_its_standard_input(tmp_path: Path) -> None:
    assert outcome(f"cat > {tmp_path}/event; env > {tmp_path}/env") == (["e1"], ())
    assert json.loads((tmp_path / "event").read_bytes())["input"] == "in/A é.pdf"
    names = {line.partition("=")[0] for line in (tmp_path / "env").read_text().splitlines()}
    assert names - {"PWD", "SHLVL", "OLDPWD", "_"} == {"PATH", "HOME", "RESOLUTION_EVENT_ID"}
    assert "RESOLUTION_EVENT_ID=e1" in (tmp_path / "env").read_text()


def test_a_command_may_leave_the_event_unread() -> None:
    assert outcome("exit 0") == (["e1"], ())


def test_a_command_that_fails_is_tried_again(tmp_path: Path) -> None:
    assert outcome(f"echo >> {tmp_path}/tries; test $(wc -l < {tmp_path}/tries) -eq 3") == (["e1"], ())
    assert (tmp_path / "tries").read_text() == "\n" * 3


def test_a_command_that_never_succeeds_is_told_by_its_code_and_its_last_error() -> None:
    told, lost = outcome("echo first >&2; echo 'no such room' >&2; echo >&2; exit 7")
    assert (told, lost) == ([], (Undelivered("e1", event().input, "sh ended with 7: no such room, after 5 tries"),))


def test_what_a_command_prints_is_not_printed(capfd: object) -> None:
    assert outcome("echo loud; echo loud >&2") == (["e1"], ())
    assert tuple(getattr(capfd, "readouterr")()) == ("", "")  # noqa: B009


def test_a_program_that_has_gone_since_is_told(tmp_path: Path) -> None:
    program = tmp_path / "program"
    program.write_text(f"#!{sys.executable}\n")
    program.chmod(0o755)
    target = parse_target(str(program), None, False)
    program.unlink()
    with Notifier(target, limits=QUICK) as notifier:
        notifier.tell(event())
        (lost,) = notifier.drain(10)
    assert "cannot be run: No such file or directory" in lost.reason


def test_a_command_that_hangs_is_killed_with_what_it_started(tmp_path: Path) -> None:
    began = time.monotonic()
    script = f"sleep 60 & echo $! > {tmp_path}/child; echo $$ > {tmp_path}/parent; echo waiting >&2; wait"
    _, lost = outcome(script, Limits(tries=1, seconds=0.3))
    assert lost == (
        Undelivered("e1", event().input, "sh was killed, since it did not end in time: waiting, after 1 tries"),
    )
    assert time.monotonic() - began < 5
    assert [ended(int((tmp_path / name).read_text())) for name in ("child", "parent")] == [True, True]


def test_what_a_command_leaves_running_is_not_waited_for() -> None:
    began = time.monotonic()
    assert outcome("sleep 3 & exit 0") == (["e1"], ())
    assert time.monotonic() - began < 2


def test_a_command_that_runs_when_the_notifier_is_closed_is_killed(tmp_path: Path) -> None:
    target = parse_target(f"sh -c 'echo $$ > {tmp_path}/part; mv {tmp_path}/part {tmp_path}/id; sleep 60'", None, False)
    with Notifier(target) as notifier:
        notifier.tell(event())
        while not (tmp_path / "id").exists():
            time.sleep(0.01)
        assert [item.id for item in notifier.drain(0)] == ["e1"]
    assert ended(int((tmp_path / "id").read_text()))
