"""A page of our own whose commands fail: no page passes that has one."""

import re
from pathlib import Path

import pytest

from tests.docs import running
from tests.docs.blocks import blocks, commands
from tests.docs.running import Wrong, run_page

STUBBORN = """
```python file: deaf.py
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
open("deaf", "w")
time.sleep(9)
```

```sh background
python3 deaf.py
```

```sh after: deaf
true
```
"""


def follow(folder: Path, text: str) -> None:
    """Follow a page with this text, in a folder."""
    page = folder / "page.md"
    page.write_text(f"# A page\n\nSome words.\n\n{text}\n", "utf-8")
    (folder / "run").mkdir()
    run_page(blocks(page), folder / "run")


@pytest.mark.parametrize(
    "text",
    [
        "```sh\nfalse\n```",
        "```sh\nfalse\ntrue\n```",
        "```sh\nfalse && true\ntrue\n```",
        "```sh\nfalse | true\n```",
        "```sh\necho $not_set\n```",
        "```sh\nno-such-command\n```",
        "```sh\ntrue\n```\n\n```sh\nfalse\n```",
        "```sh ends: 3\ntrue\n```",
        "```sh ends: 3\nexit 3\nexit 3\n```",
        "```python\nraise ValueError\n```",
        "```python ends: 3\npass\n```",
        "```text\nnobody says what this is\n```",
        "```\nfalse\n```",
        "    false        it is explained\n    true",
        "    true\n    false  # explained",
        "```sh\nresolution convert no-such.pdf --output out\n```",
        "```sh background\ntrue\n```\n\n```sh\nsleep 0.3\n```",
        "```sh background; ends: 0\nsleep 9\n```",
    ],
)
def test_a_page_with_a_command_that_fails_does_not_pass(text: str, tmp_path: Path) -> None:
    with pytest.raises(Wrong, match="line "):
        follow(tmp_path, text)


@pytest.mark.parametrize("text", ["```sh after: never\ntrue\n```", "```sh\nsleep 9\n```", STUBBORN])
def test_a_page_that_waits_for_what_never_comes_does_not_pass(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "LONGEST", 0.4)
    with pytest.raises(Wrong, match="line "):
        follow(tmp_path, text)


def test_a_mark_that_is_none_is_told_and_hides_no_command(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not-runn"):
        follow(tmp_path, "```sh not-runn: needs nothing\nfalse\n```")


@pytest.mark.parametrize(
    "text", ["- as\n  ```sh\n  false\n  ```", "```sh\nfalse", "~~~sh\nfalse\n~~~", "````sh\nfalse\n````"]
)
def test_a_fence_that_would_not_be_found_is_told(text: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="fence"):
        follow(tmp_path, text)


def test_a_page_whose_commands_end_as_it_says_passes_in_one_folder_and_in_order(tmp_path: Path) -> None:
    follow(
        tmp_path,
        "    touch one   makes it\n    test -e one\n\n"
        "```text file: two\n2\n```\n\n"
        "```text file: wait.py\nimport os, time\nopen(os.environ['WHAT'], 'w')\ntime.sleep(9)\n```\n\n"
        "```sh background; ends: 143\nWHAT=three python3 wait.py\n```\n\n"
        "```sh after: three; ends: 3\ntest -e one\ngrep 2 \\\n  two\nexit 3\n```\n\n"
        "```python\nassert open('two').read() == '2\\n'\n```\n\n"
        "```sh not-run: needs nothing\nfalse\n```",
    )


def test_settings_and_make_of_whoever_tests_do_not_reach_a_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RESOLUTION_TO", "nothing")
    monkeypatch.setenv("MAKEFLAGS", "-n")
    follow(tmp_path, '```sh\ntest -z "${RESOLUTION_TO-}${MAKEFLAGS-}"\n```')


def test_the_message_names_line_command_and_what_was_printed(tmp_path: Path) -> None:
    with pytest.raises(Wrong, match=re.compile(r"line 5: echo said; exit 4: ended with 4, not 0\nsaid", re.DOTALL)):
        follow(tmp_path, "```sh\necho said; exit 4\n```")


def test_commands_are_lines_and_what_goes_on_after_a_backslash() -> None:
    assert commands("one \\\n  more\n# no\n\ntwo\n") == ["one more", "two"]
