"""The system's packages: what is there, and each way of bringing what is not."""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from lxml import etree

from tools import system_packages
from tools.system_packages import NEEDS, Missing, Need

NEED = Need("libexample0", "shows the way", library="libexample.so.0")


@pytest.fixture
def deps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for unpacked packages, with a name that needs quoting."""
    folder = tmp_path / "a folder's name & more"
    (folder / "root/usr/lib/x86_64-linux-gnu").mkdir(parents=True)
    (folder / "root/usr/lib/x86_64-linux-gnu/libexample.so.0").touch()
    monkeypatch.setattr(system_packages, "DEPS", folder)
    monkeypatch.setattr(system_packages, "ENVIRONMENT", folder / "environment")
    return folder


def test_what_this_machine_has_is_not_brought_again() -> None:
    assert system_packages.lacking() == []


def test_what_is_absent_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    absent = (
        Need("a", "x", library="libnosuchthing.so.9"),
        Need("b", "x", program="no-such-program"),
        Need("c", "x", family="No Such Family"),
    )
    monkeypatch.setattr(system_packages, "NEEDS", (*absent, *NEEDS))
    assert system_packages.lacking() == list(absent)


def test_the_environment_survives_any_folder_name(deps: Path) -> None:
    system_packages.write_library_environment()
    environment = system_packages.library_environment()
    assert environment["LD_LIBRARY_PATH"].split(":")[0] == str(deps / "root/usr/lib/x86_64-linux-gnu")
    assert environment["FONTCONFIG_FILE"] == str(deps / "fonts.conf")
    assert environment["PATH"].endswith(str(deps / "root/usr/bin"))
    assert environment["PATH"].startswith(os.environ["PATH"])


def test_the_font_configuration_is_xml_and_names_the_unpacked_fonts(deps: Path) -> None:
    tree = etree.fromstring(system_packages.font_configuration(deps / "root").encode())
    assert next(node.text for node in tree.iter("dir")) == str(deps / "root/usr/share/fonts")


def test_unpacked_font_rules_are_used_where_the_system_has_none(deps: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_packages, "SYSTEM_FONTS", deps / "absent")
    (deps / "root/etc/fonts/conf.d").mkdir(parents=True)
    (deps / "root/etc/fonts/conf.d/45-latin.conf").touch()
    tree = etree.fromstring(system_packages.font_configuration(deps / "root").encode())
    expected = str(deps / "root/usr/share/fontconfig/conf.avail/45-latin.conf")
    assert [node.text for node in tree.iter("include")] == [expected]


def test_root_installs_and_fetches_stale_lists_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def works(command: Sequence[str], **_: object) -> bool:
        asked.append(next(word for word in command if word in {"install", "update"}))
        return len(asked) > 1

    monkeypatch.setattr(system_packages, "works", works)
    monkeypatch.setattr(system_packages, "has_lists", lambda: True)
    assert system_packages.apt_install(["libexample0"])
    assert asked == ["install", "update", "install"]


def test_without_root_packages_and_what_they_need_are_downloaded(
    deps: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "log"
    programs = tmp_path / "bin"
    programs.mkdir()
    script(
        programs / "apt-get",
        f"""echo "$@" >> '{log}'
        case "$*" in
          *--simulate*) printf 'Inst %s (1.0 Debian:12 [amd64])\\n' libexample0 libother1 libc6;;
          *download*) touch example.deb;;
        esac""",
    )
    script(programs / "dpkg-deb", f"echo unpack >> '{log}'")
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    monkeypatch.setattr(system_packages, "has_lists", lambda: False)
    assert system_packages.apt_unpack(["libexample0"])
    said = log.read_text("utf-8").splitlines()
    assert said[0].endswith("update")
    assert said[2].endswith("download libexample0 libother1"), "libc6 belongs to the running system"
    assert said[3] == "unpack"
    assert (deps / "environment").exists()
    assert not (deps / "apt").exists()


def script(file: Path, body: str) -> None:
    """Write a program for the shell."""
    file.write_text(f"#!/bin/sh\n{body}\n", "utf-8")
    file.chmod(0o755)


@pytest.mark.parametrize(
    ("user", "programs", "command"),
    [
        (0, {"apt-get"}, "apt-get update && apt-get install --no-install-recommends libexample0"),
        (1000, {"apt-get"}, "sudo apt-get update && sudo apt-get install --no-install-recommends libexample0"),
        (1000, {"brew"}, system_packages.OTHER_SYSTEMS["brew"]),
    ],
)
def test_where_nothing_works_the_command_to_type_is_said(
    user: int, programs: set[str], command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: user)
    monkeypatch.setattr(shutil, "which", lambda name, **_: name if name in programs else None)
    monkeypatch.setattr(system_packages, "apt_install", lambda _: False)
    monkeypatch.setattr(system_packages, "apt_unpack", lambda _: False)
    with pytest.raises(Missing) as caught:
        system_packages.provide([NEED])
    lines = str(caught.value).splitlines()
    assert "libexample0" in lines[0]
    assert lines[1:] == ["  needed: shows the way", f"  do this: {command}"]


def test_a_command_that_fails_shows_its_last_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert not system_packages.works(["sh", "-c", "echo once; exit 3"], show=True)
    assert "  | once" in capsys.readouterr().err
