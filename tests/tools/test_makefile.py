"""The Makefile: it lists its targets, and takes any file name."""

import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}


def make(*arguments: str) -> str:
    """Run make, and return what it said."""
    command = ["make", "--no-print-directory", *arguments]
    return subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, check=True).stdout


def test_make_alone_lists_every_target_with_a_sentence() -> None:
    declared = re.search(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text("utf-8"), re.M)
    assert declared
    listed = re.findall(r"^ +make ([a-z-]+) +\w.{9,}$", make(), re.M)
    assert sorted(listed) == sorted(declared[1].split())


@pytest.mark.parametrize(
    ("options", "said"), [([], ""), (["-j2"], "--jobs 2"), (["--jobs=8"], "--jobs 8"), (["-j"], "")]
)
def test_a_folder_is_converted_by_one_command_as_many_at_a_time_as_make_is_told(
    options: list[str], said: str, tmp_path: Path
) -> None:
    for name in ["plain.pdf", "two words.pdf", "$(shell echo x).pdf", "-rf.pdf"]:
        (tmp_path / name).touch()
    commands = make(*options, "--dry-run", "run", f"INPUT={tmp_path}", f"OUTPUT={tmp_path / 'out'}")
    converted = re.findall(r"resolution (convert .*?) +\|\|", commands)
    assert [" ".join(command.split()) for command in converted] == [
        f'convert "{tmp_path}" --output "{tmp_path / "out"}" {said}'.strip()
    ]


def test_an_old_python_is_refused_with_what_to_do() -> None:
    command = ["make", "setup", "PYTHON=false"]
    result = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert "Python 3.11 or newer is needed; name it: make setup PYTHON=" in result.stderr


def test_folders_whose_names_have_spaces_are_left_to_the_command(tmp_path: Path) -> None:
    folder = tmp_path / "two words"
    folder.mkdir()
    (folder / "plain.pdf").touch()
    commands = make("--dry-run", "run", f"INPUT={folder}", f"OUTPUT={tmp_path / 'out put'}")
    assert re.findall(r'resolution convert "([^"]+)"', commands) == [str(folder)]


@pytest.mark.parametrize(("code", "expected"), [(0, 0), (3, 0), (11, 2), (130, 2)])
def test_what_needs_review_is_a_success_and_what_failed_is_not(tmp_path: Path, code: int, expected: int) -> None:
    (tmp_path / "plain.pdf").touch()
    folders = [f"INPUT={tmp_path}", f"OUTPUT={tmp_path / 'out'}"]
    command = ["make", "run", *folders, "PYTHON=true", f"RESOLUTION=sh -c 'exit {code}'"]
    result = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert result.returncode == expected
    assert ("some need review" in result.stdout) == (code == 3)
