"""What README and docs tell people to type is done here, page by page, as they would."""

import re
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline.cli import main
from tests.docs.blocks import PYTHON, SHELL, TEXT, Block, blocks
from tests.docs.pages import BY_OTHERS, DRAWINGS, PAGES, README, WORKFLOWS, beginning, blocks_of, given, name_of
from tests.docs.running import put, run_page
from tests.laws.source import ROOT

STAND_INS = {README: {"ID": "$(cut -d: -f1 folder/done/c.pdf.txt)"}}
AT_A_TIME = 4  # pages: some of their time they wait
NOTHING_TO_RUN = {"docs/workflows/container.md"}

NOT_RUN = {
    ("cluster.md", "needs a Dask scheduler", "resolution convert papers --output out --engine dask --sch"),
    ("cluster.md", "needs a store of objects", "resolution convert s3://bucket/papers --output s3://bucket"),
    ("container.md", "needs podman or docker", "podman build --tag resolution ."),
    ("container.md", "needs podman or docker", "docker run --rm --network none --read-only --tmpfs /tmp --"),
    ("container.md", "needs podman or docker", "docker run --detach --name watcher --network none --read-o"),
    ("container.md", "needs podman or docker", "docker run --rm --network none resolution doctor"),
    ("continuous-integration.md", "needs pre-commit", "pre-commit install"),
    ("notify.md", "needs a receiver on the web", "RESOLUTION_WEBHOOK_SECRET=... resolution watch inbox --out"),
    ("parts.md", "needs SLURM", "sbatch convert.sbatch"),
    ("parts.md", "needs Kubernetes", "kubectl apply --filename job.yaml"),
    ("parts.md", "needs AWS", "aws batch register-job-definition --cli-input-json file://"),
    ("parts.md", "needs Google Cloud", "gcloud run jobs create resolutions --image registry.exampl"),
    ("watched-folder.md", "needs a network share", "resolution watch /mnt/share/inbox --output /mnt/share/out"),
    ("watched-folder.md", "needs cron", "*/10 * * * *  resolution watch /srv/resolution/inbox --out"),
    ("watched-folder.md", "needs systemd, and root", "install -m 644 docs/examples/resolution-watch.service /etc"),
}
OF_OTHERS = {"--keep-going", "--array", "--file", "--tag", "--userns", "--user", "--network"}
"""Options of make, SLURM, docker and podman."""


def _slowest_first(page: str) -> tuple[bool, bool, str]:
    return page != README, "watched" not in page, page


def _follows(item: pytest.Item) -> bool:
    return getattr(item, "originalname", "") == test_what_a_page_says_can_be_done.__name__


@pytest.fixture(scope="session")
def followed(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, "Future[None]"]]:
    """The pages that are asked for, followed several at a time, each in a folder of its own."""
    asked: set[str] = {item.callspec.params["page"] for item in request.session.items if _follows(item)}  # type: ignore[attr-defined]
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        begun = {}
        for page in sorted(asked, key=_slowest_first):
            folder = tmp_path_factory.mktemp("page")
            put(folder, given(page))
            begun[page] = pool.submit(run_page, blocks_of(page), folder, STAND_INS.get(page, {}))
        yield begun
        for future in begun.values():
            future.cancel()


@pytest.mark.slow
@pytest.mark.parametrize("page", [page for page in PAGES if page not in NOTHING_TO_RUN])
def test_what_a_page_says_can_be_done(page: str, followed: dict[str, "Future[None]"]) -> None:
    assert any(_is_run(block) for block in blocks_of(page))
    followed[page].result()


def _is_run(block: Block) -> bool:
    return block.language in {SHELL, PYTHON} and not block.has("not-run") and not block.has("file")


def test_a_page_of_which_nothing_is_run_holds_nothing_that_could_be() -> None:
    assert [page for page in NOTHING_TO_RUN for block in blocks_of(page) if not block.has("not-run")] == []


def test_what_is_not_run_is_this_and_nothing_else() -> None:
    marked = [
        (Path(page).name, reason, beginning(block))
        for page in PAGES
        for block in blocks_of(page)
        for reason in block.all("not-run")
    ]
    assert sorted(marked) == sorted(NOT_RUN)


def test_what_others_run_and_what_is_no_command_is_there() -> None:
    found = {(page, beginning(block)) for page, _ in DRAWINGS | BY_OTHERS for block in blocks(ROOT / page)}
    assert found >= DRAWINGS | BY_OTHERS


def test_what_the_readme_begins_with_is_typed_by_continuous_integration() -> None:
    [typed] = [block.text.split("\n") for block in blocks(ROOT / README) if (README, beginning(block)) in BY_OTHERS]
    assert typed == ["make run", "make test", ""]
    assert set(typed[:-1]) <= set((ROOT / ".ci" / "run").read_text("utf-8").splitlines())


@pytest.mark.parametrize("page", PAGES)
def test_each_block_is_of_a_kind_that_is_run_written_or_looked_at(page: str) -> None:
    unknown = [
        block.line
        for block in blocks_of(page)
        if not _is_run(block)
        and not block.has("file")
        and not (block.has("not-run") and block.language in {SHELL, TEXT})
    ]
    assert unknown == []


def test_the_readme_leads_to_each_workflow() -> None:
    readme = (ROOT / README).read_text("utf-8")
    assert set(re.findall(r"\]\(docs/workflows/([\w-]+\.md)\)", readme)) == {path.name for path in WORKFLOWS.iterdir()}


def test_the_readme_lists_each_command() -> None:
    texts = [block.text for block in blocks_of(README)]
    assert {name for text in texts for name in re.findall(r"^resolution (\w+)", text, re.MULTILINE)} == set(
        main.commands
    )


@pytest.mark.parametrize("page", [name_of(path) for path in sorted(WORKFLOWS.iterdir())])
def test_options_that_a_sentence_names_are_ours(page: str) -> None:
    prose = re.sub(r"^```.*?^```$", "", (ROOT / page).read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    known = {name for command in main.commands.values() for option in command.params for name in option.opts}
    named = {option for code in re.findall(r"`([^`]+)`", prose) for option in re.findall(r"(?<!\S)--[a-z-]+", code)}
    assert named - known - OF_OTHERS == set()
