"""The Python packages: when `.venv` is current, and what pip needs."""

import json
import subprocess
from pathlib import Path

import pytest

from tools import python_packages
from tools.python_packages import CERTIFICATES, FOR_RUNNING, FOR_TESTS, PIP, RUN_LOCK, TEST_LOCK


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose `.venv` was made from its locks."""
    for name in (RUN_LOCK, TEST_LOCK, "pyproject.toml"):
        (tmp_path / name).write_text(name, "utf-8")
    venv = tmp_path / ".venv"
    (venv / "bin").mkdir(parents=True)
    for name in ("python", "resolution"):
        (venv / "bin" / name).touch()
    monkeypatch.setattr(python_packages, "ROOT", tmp_path)
    monkeypatch.setattr(python_packages, "DEPS", tmp_path / ".deps")
    monkeypatch.setattr(python_packages, "ENVIRONMENT", tmp_path / ".deps" / "environment")
    monkeypatch.setattr(python_packages, "VENV", venv)
    monkeypatch.setattr(python_packages, "PYTHON", venv / "bin" / "python")
    monkeypatch.setattr(python_packages, "COMMAND", venv / "bin" / "resolution")
    monkeypatch.setattr(python_packages, "STAMP", venv / "made-from.json")
    python_packages.STAMP.write_text(json.dumps(python_packages.wanted(FOR_TESTS)), "utf-8")
    return tmp_path


def test_what_was_made_from_the_locks_is_current(project: Path) -> None:
    assert project.exists()
    assert python_packages.is_current(FOR_TESTS)
    assert python_packages.is_current(FOR_RUNNING)
    assert python_packages.lacking(FOR_TESTS) == []


@pytest.mark.parametrize("name", [RUN_LOCK, TEST_LOCK, "pyproject.toml"])
def test_a_change_of_an_input_is_seen(project: Path, name: str) -> None:
    (project / name).write_text("changed", "utf-8")
    assert not python_packages.is_current(FOR_TESTS)
    assert python_packages.is_current(FOR_RUNNING) == (name == TEST_LOCK)


@pytest.mark.parametrize("name", ["python", "resolution"])
def test_an_environment_that_is_not_whole_is_seen(project: Path, name: str) -> None:
    (project / ".venv" / "bin" / name).unlink()
    assert not python_packages.is_current(FOR_RUNNING)


def test_newly_unpacked_libraries_make_the_command_anew(project: Path) -> None:
    (project / ".deps").mkdir()
    (project / ".deps" / "environment").write_text("export A=1\n", "utf-8")
    assert not python_packages.is_current(FOR_RUNNING)


def test_the_wheel_of_debian_needs_the_authorities_of_debian(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    python_packages.STAMP.unlink()
    monkeypatch.setattr(python_packages, "AUTHORITIES", project / "absent")
    monkeypatch.delenv("PIP_CERT", raising=False)
    monkeypatch.delenv("REQUESTS_CA_BUNDLE", raising=False)
    monkeypatch.setattr(python_packages, "pip_wheel", lambda: None)
    assert python_packages.lacking(FOR_RUNNING) == [PIP, CERTIFICATES]
    monkeypatch.setattr(python_packages, "pip_wheel", lambda: Path("/usr/lib/python3/ensurepip/_bundled/pip-1.whl"))
    assert python_packages.lacking(FOR_RUNNING) == []


def test_unpacked_authorities_become_one_file(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(python_packages, "AUTHORITIES", project / "absent")
    monkeypatch.delenv("PIP_CERT", raising=False)
    monkeypatch.delenv("REQUESTS_CA_BUNDLE", raising=False)
    folder = project / ".deps/root/usr/share/ca-certificates/mozilla"
    folder.mkdir(parents=True)
    for name in ("a", "b"):
        (folder / f"{name}.crt").write_text(name, "utf-8")
    assert Path(python_packages.authorities() or "").read_text("utf-8") == "a\nb"


def test_a_setting_of_the_authorities_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_CERT", "/somewhere/own.crt")
    assert python_packages.authorities() == "/somewhere/own.crt"


def test_the_command_finds_unpacked_libraries_before_it_starts(project: Path) -> None:
    (project / ".deps").mkdir()
    (project / ".deps" / "environment").write_text("export WHERE='it is here'\n", "utf-8")
    python_packages.COMMAND.write_text('#!/bin/sh\necho "$WHERE: $1"\nexit 19\n', "utf-8")
    python_packages.COMMAND.chmod(0o755)
    python_packages.wrap_command()
    result = subprocess.run([python_packages.COMMAND, "a b"], capture_output=True, text=True, check=False)
    assert (result.stdout, result.returncode) == ("it is here: a b\n", 19)
