"""What cannot be run here is asked: commands would take their arguments, files fit what reads them."""

import configparser
import re
import shlex
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from tests.docs.asking import calls_in_data, calls_in_shell, require_taken
from tests.docs.blocks import SHELL, Block
from tests.docs.pages import PAGES, blocks_of, name_of
from tests.laws.source import ROOT

UNIT = ROOT / "docs" / "examples" / "resolution-watch.service"
LANDLOCK = {"landlock_create_ruleset", "landlock_add_rule", "landlock_restrict_self"}
CRON = re.compile(r"^\S+(?: \*){4}\s+")


def unit() -> dict[str, str]:
    """Return the settings of the service."""
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(UNIT, "utf-8")
    return dict(parser["Service"])


def calls() -> Iterator[tuple[str, list[str]]]:
    """Yield each call of our command that a page does not let anybody run here, and where it stands."""
    for page in PAGES:
        for block in blocks_of(page):
            yield from ((f"{page}:{block.line}", call) for call in _calls_of(block))
    yield name_of(UNIT), shlex.split(unit()["ExecStart"])[1:]


def _calls_of(block: Block) -> Iterator[list[str]]:
    if block.has("not-run") or (block.has("file") and block.language == SHELL):
        yield from calls_in_shell(CRON.sub("", block.text))
    elif block.has("file") and block.language in {"yaml", "json"}:
        yield from calls_in_data(yaml.safe_load(block.text))


CALLS = list(calls())


@pytest.mark.parametrize(("place", "call"), CALLS, ids=[place for place, _ in CALLS])
def test_our_command_would_take_what_cannot_be_run_here(place: str, call: list[str]) -> None:
    assert place
    require_taken(call)


def test_calls_are_found_wherever_they_stand() -> None:
    found = {(place.partition(":")[0].rpartition("/")[2], call[0]) for place, call in CALLS}
    assert found == {
        ("cluster.md", "convert"),
        ("container.md", "convert"),
        ("container.md", "watch"),
        ("container.md", "doctor"),
        ("notify.md", "watch"),
        ("parts.md", "convert"),
        ("watched-folder.md", "watch"),
        ("resolution-watch.service", "watch"),
    }
    assert len([place for place, _ in CALLS if "parts.md" in place]) == 4


def written(page: str) -> dict[str, Any]:
    """Return what the files of YAML and JSON in a page hold, by their names."""
    found = [block for block in blocks_of(f"docs/workflows/{page}") if block.language in {"yaml", "json"}]
    return {str(block.file): yaml.safe_load(block.text) for block in found}


def test_the_workflow_gives_the_action_what_it_takes() -> None:
    workflow = written("continuous-integration.md")[".github/workflows/resolutions.yml"]
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    [step] = [step for step in workflow["jobs"]["convert"]["steps"] if "resolution-pipeline" in step["uses"]]
    assert set(step["with"]) <= set(action["inputs"])
    assert {name for name, field in action["inputs"].items() if field.get("required")} <= set(step["with"])


def test_the_hooks_named_are_those_that_there_are() -> None:
    [repository] = written("continuous-integration.md")[".pre-commit-config.yaml"]["repos"]
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert [hook["id"] for hook in repository["hooks"]] == [hook["id"] for hook in hooks]


def test_the_job_of_kubernetes_says_how_many_parts_there_are() -> None:
    job = written("parts.md")["job.yaml"]["spec"]
    [container] = job["template"]["spec"]["containers"]
    told = {item["name"]: item["value"] for item in container["env"]}
    assert told == {"RESOLUTION_SHARDS": str(job["completions"])}
    assert job["completionMode"] == "Indexed"


def test_the_unit_tells_the_watcher_alone_to_end_and_gives_it_time() -> None:
    told = unit()
    assert (told["KillMode"], told["KillSignal"], told["Restart"]) == ("mixed", "SIGTERM", "on-failure")
    assert told["TimeoutStopSec"] == "5min"


def test_the_unit_lets_the_watcher_write_its_two_folders_alone() -> None:
    told = unit()
    _, _, inbox, _, output = shlex.split(told["ExecStart"])
    assert (told["ProtectSystem"], told["ReadWritePaths"].split()) == ("strict", [inbox, output])


def test_the_unit_leaves_the_layers_around_a_document_possible() -> None:
    told = unit()
    assert set(told["RestrictNamespaces"].split()) == {"user", "net"}
    assert set(told["SystemCallFilter"].split()) == {"@system-service", *LANDLOCK}
    assert {"ProtectProc", "ProcSubset", "MemoryDenyWriteExecute", "PrivateUsers"} & set(told) == set()
