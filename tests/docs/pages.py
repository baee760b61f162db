"""The pages whose commands are run, and what each takes for given."""

from pathlib import Path

from tests.compare.cases import version
from tests.docs.blocks import Block, blocks
from tests.laws.source import ROOT
from tests.reading import pdf
from tests.spoiled import with_an_empty_page
from tests.typeset import bad_files

README = "README.md"
WORKFLOWS = ROOT / "docs" / "workflows"

DRAWINGS = {("docs/architecture.md", "PDF ── intake ── extract ── normalise ── render ── publish")}
"""Indented, and no commands; by the page and the beginning of the first line, as below."""
BY_OTHERS = {(README, "make run")}
"""`make run` and `make test` are typed by `.ci/run`, on a clean check-out; here they would run these tests again."""

WITH_TWO = {f"docs/workflows/{name}.md" for name in ("make", "batch", "parts")}
"""Pages that need a second paper."""
LONG = 58


def beginning(block: Block) -> str:
    """Return the beginning of a block's first line."""
    return block.first[:LONG].rstrip()


def blocks_of(page: str) -> list[Block]:
    """Return the blocks of a page that somebody types, or writes into a file."""
    return [block for block in blocks(ROOT / page) if (page, beginning(block)) not in DRAWINGS | BY_OTHERS]


def name_of(path: Path) -> str:
    """Return a file of the project as lists name it."""
    return path.relative_to(ROOT).as_posix()


PAGES = [page for page in map(name_of, [ROOT / README, *sorted((ROOT / "docs").rglob("*.md"))]) if blocks_of(page)]


def given(page: str) -> dict[str, bytes]:
    """Return the files that a page takes for given."""
    wells = pdf("en_masthead")
    if page != README:
        papers = {"papers/A_RES_91_4.pdf": wells, "paper.pdf": wells}
        second = {"papers/A_RES_91_5.pdf": pdf("en_vote")} if page in WITH_TWO else {}
        return {**papers, **second, "letter.pdf": bad_files()["letter"], "empty_page.pdf": with_an_empty_page()}
    editions = {f"a.{tag}.json": version(tag).model_dump_json(by_alias=True).encode() for tag in ("en", "fr")}
    names = ("paper.pdf", "a.pdf", "b.pdf", "folder/c.pdf")
    return {**editions, **dict.fromkeys(names, wells)}
