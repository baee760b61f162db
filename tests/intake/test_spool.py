"""Spools: private, gone at the end, and cleared away where a killed run left them."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.intake.spool import PREFIX, private_spool
from pipeline.publish import disk


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    yield


def test_a_spool_is_private_and_gone_at_the_end(tmp_path: Path) -> None:
    with private_spool() as spool:
        assert (spool.parent, spool.stat().st_mode & 0o777) == (tmp_path, 0o700)
        (spool / "outputs").mkdir()
        (spool / "outputs" / "a").write_bytes(b"")
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_process_left_is_cleared_away_and_what_a_living_one_has_is_not(tmp_path: Path) -> None:
    code = (
        "import os, sys, tempfile; tempfile.tempdir = sys.argv[1]\n"
        "from pipeline.intake.spool import private_spool\n"
        "with private_spool() as spool:\n"
        "    (spool / 'source.pdf').write_bytes(b'')\n"
        "    os.kill(os.getpid(), 9)"
    )
    root = Path(__file__).parents[2]
    with private_spool() as living:
        subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=root, check=False)
        assert len(list(tmp_path.iterdir())) == 2
        with private_spool():
            assert len(list(tmp_path.iterdir())) == 2
            assert living.exists()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", ["of others", "of another name", "open to others", "a link", "a file"])
def test_what_is_no_spool_is_left_alone(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / f"{PREFIX}{'notes' if kind == 'of another name' else 'abcdefgh'}"
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    match kind:
        case "a link":
            path.symlink_to("elsewhere")
        case "a file":
            path.write_bytes(b"")
        case _:
            path.mkdir(mode=0o755 if kind == "open to others" else 0o700)
    if kind == "of others":
        monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    with private_spool():
        pass
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["elsewhere", path.name]


def test_a_spool_that_another_process_takes_for_left_over_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    made = tempfile.mkdtemp
    first: list[int] = []

    def stolen(**options: str) -> str:
        spool = made(**options)
        if not first:
            first.append(disk.open_folder(spool))
            disk.lock(first[0])
        return spool

    monkeypatch.setattr(tempfile, "mkdtemp", stolen)
    with private_spool() as spool:
        assert not os.path.samestat(os.fstat(first[0]), spool.stat())
    disk.close(first[0])
