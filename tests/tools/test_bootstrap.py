"""The set-up as a whole: its order, its exit codes, and one at a time."""

import fcntl
import os
from collections.abc import Callable, Sequence

import pytest

from tools import bootstrap, judges, python_packages, system_packages
from tools.system_packages import ROOT, Missing, Need

NEED = Need("libexample0", "shows the way")


def test_packages_of_the_system_come_before_those_of_python(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    lacking = [[NEED], []]
    monkeypatch.setattr(system_packages, "lacking", lambda: lacking.pop(0))
    monkeypatch.setattr(python_packages, "lacking", lambda _: [])
    monkeypatch.setattr(system_packages, "provide", lambda needs: done.append(needs[0].package))
    monkeypatch.setattr(python_packages, "install", lambda locks: done.append(f"python, {locks[-1]}"))
    assert bootstrap.main(["--test"]) == 0
    assert done == ["libexample0", "python, requirements-test.lock"]


@pytest.mark.parametrize(
    ("arguments", "lock", "judged"),
    [
        ([], "requirements.lock", 0),
        (["--test"], "requirements-test.lock", 0),
        (["--validate"], "requirements-validate.lock", 1),
    ],
)
def test_each_purpose_has_its_lock_and_judges_come_only_for_validation(
    arguments: list[str], lock: str, judged: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    monkeypatch.setattr(system_packages, "lacking", list)
    monkeypatch.setattr(python_packages, "lacking", lambda _: [])
    monkeypatch.setattr(python_packages, "install", lambda locks: done.append(locks[-1]))
    monkeypatch.setattr(judges, "set_up", lambda: done.append("judges"))
    assert bootstrap.main(arguments) == 0
    assert done == [lock, *["judges"] * judged]


def test_what_was_brought_and_is_still_not_there_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system_packages, "lacking", lambda: [NEED])
    monkeypatch.setattr(system_packages, "provide", lambda _: None)
    assert bootstrap.main([]) == 3
    assert "libexample0 still not found after that" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("raised", "code", "said"),
    [
        (Missing("pip failed", "installs", "try again"), 3, "do this: try again"),
        (KeyboardInterrupt(), 130, "interrupted; the same command goes on from here"),
    ],
)
def test_each_end_has_its_code_and_its_sentence(
    raised: BaseException,
    code: int,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(bootstrap, "set_up", raising(raised))
    assert bootstrap.main([]) == code
    assert said in capsys.readouterr().err


def raising(exception: BaseException) -> Callable[[Sequence[str]], None]:
    """Return a set-up that ends with an exception."""

    def set_up(_: Sequence[str]) -> None:
        raise exception

    return set_up


def test_two_set_ups_do_not_run_at_once() -> None:
    with bootstrap.one_at_a_time():
        other = os.open(ROOT, os.O_RDONLY)
        with pytest.raises(BlockingIOError):
            fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.close(other)
