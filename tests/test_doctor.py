"""The doctor sees what is there and says how to get what is not."""

import shutil
import tempfile
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from pipeline import doctor
from pipeline.languages.loader import languages


def test_every_component_is_named_and_has_a_remedy() -> None:
    components = doctor.examine()
    assert len({component.name for component in components}) == len(components)
    assert all(component.purpose and component.remedy for component in components)


def test_what_is_set_up_suffices() -> None:
    assert [component for component in doctor.examine() if not component.sufficient] == []


def test_each_dependency_and_each_language_is_examined() -> None:
    names = [component.name for component in doctor.examine()]
    assert {name.split()[0] for name in names} >= set(doctor.PURPOSES)
    assert [name for name in names if name.startswith("font for")] == [
        f"font for {language.name}" for language in languages().values()
    ]


def test_each_declared_dependency_has_its_purpose() -> None:
    declared = [Requirement(line) for line in requires(doctor.DISTRIBUTION) or []]
    assert {requirement.name for requirement in declared if requirement.marker is None} == set(doctor.PURPOSES)


def test_a_version_below_its_floor_does_not_suffice() -> None:
    component = doctor._package(Requirement("lxml>=9999"))
    assert component.found is not None
    assert not component.sufficient


def test_a_package_that_is_not_installed_is_missing() -> None:
    component = doctor._package(Requirement("no-such-distribution>=1"))
    assert (component.found, component.sufficient, component.remedy) == (None, False, "make setup")


def test_the_project_itself_may_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(_: str) -> list[str]:
        raise PackageNotFoundError

    monkeypatch.setattr(doctor, "requires", absent)
    assert [(item.name, item.sufficient) for item in doctor._packages()] == [("resolution-pipeline", False)]


def test_a_library_that_cannot_be_loaded_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "UNPACKED", Path("/nonexistent"))
    monkeypatch.setattr(shutil, "which", lambda _: "/usr/bin/apt-get")
    component = doctor._library("no-such-library", None, "nothing", None)
    assert (component.found, component.sufficient) == (None, False)
    assert "apt-get install --no-install-recommends" in component.remedy


def test_unpacked_libraries_are_named_in_the_remedy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "environment"
    file.touch()
    monkeypatch.setattr(doctor, "UNPACKED", file)
    assert str(file) in doctor._library("no-such-library", None, "nothing", None).remedy


def test_fonts_are_missing_without_fontconfig(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert doctor._families() == frozenset()
    assert not any(font.sufficient for font in doctor._fonts())
    assert all("install one of the fonts" in font.remedy for font in doctor._fonts() if not doctor.UNPACKED.exists())


def test_a_folder_that_cannot_be_written_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/nonexistent")
    assert not doctor._disk().sufficient
