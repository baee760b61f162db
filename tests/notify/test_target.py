"""Whom to tell: what is refused before a conversion begins."""

from pathlib import Path

import pytest

from pipeline.errors import Stop
from pipeline.model.outcome import Outcome
from pipeline.notify.target import Command, Webhook, parse_target


def webhook(text: str) -> Webhook:
    target = parse_target(text, None, False)
    assert isinstance(target, Webhook)
    return target


def test_a_url_is_taken_apart() -> None:
    assert webhook("https://Hooks.Example/a/b?c=d#e") == Webhook(True, "hooks.example", 443, "/a/b?c=d")
    assert webhook("HTTP://hooks.example:8080") == Webhook(False, "hooks.example", 8080, "/")
    assert webhook("http://[2606:4700::1111]/x").host == "2606:4700::1111"


def test_path_and_secret_are_not_shown() -> None:
    target = parse_target("https://hooks.example/services/KEY", "SECRET", False)
    assert "KEY" not in repr(target)
    assert "SECRET" not in repr(target)


def test_an_empty_secret_is_none() -> None:
    assert parse_target("https://hooks.example/", "", False) == webhook("https://hooks.example/")


@pytest.mark.parametrize(
    "text",
    [
        *("ftp://hooks.example/", "file:///etc/passwd", "gopher://hooks.example", "javascript://hooks.example"),
        *("https://name:WORD@hooks.example/", "https://name@hooks.example/", "https://@hooks.example/"),
        *("https://", "https:hooks.example", "https:///path", "https://?a", "https://.example/", "https://a..b/"),
        *("https://hooks.example:0/", "https://hooks.example:99999/", "https://hooks.example:x/"),
        *(
            "https://hooks.example/a b",
            "https://hooks.example/\r\nX: y",
            "https://hooks.example/é",
            "https://é.example/",
        ),
        *("https://[::1/", "https://[fe80::1%25eth0]/", "https://a\\b.example/", f"https://{'a' * 64}.example/"),
        *("", "  ", "'", "no-such-program-here --flag", "/", "cat\0"),
    ],
)
def test_what_cannot_be_right_is_refused(text: str) -> None:
    with pytest.raises(Stop) as stopped:
        parse_target(text, None, True)
    assert stopped.value.outcome is Outcome.USAGE
    assert "WORD" not in stopped.value.detail


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "0x7f.1", "2130706433", "0", "10.0.0.1:80", "169.254.169.254"]
)
def test_an_address_that_is_not_public_is_refused_before_a_run(host: str) -> None:
    with pytest.raises(Stop) as stopped:
        parse_target(f"http://{host}/", None, False)
    assert (stopped.value.outcome, "--allow-private" in stopped.value.detail) == (Outcome.USAGE, True)
    assert isinstance(parse_target(f"http://{host}/", None, True), Webhook)


@pytest.mark.parametrize("host", ["8.8.8.8", "[2606:4700::1111]", "hooks.example", "localhost", "10.example"])
def test_a_public_address_is_taken_and_a_name_is_looked_up_later(host: str) -> None:
    assert isinstance(parse_target(f"http://{host}/", None, False), Webhook)


def test_a_file_of_this_folder_is_named_with_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("tell.sh").write_text("#!/bin/sh\n")
    with pytest.raises(Stop, match=r"write \./tell\.sh$"):
        parse_target("tell.sh --now", None, False)
    with pytest.raises(Stop, match=r"is no program$"):
        parse_target("other.sh", None, False)


def test_a_command_is_split_as_a_shell_would_and_gets_little_of_the_environment() -> None:
    given = {
        "PATH": "/usr/bin:/bin",
        "HOME": "/h",
        "LANG": "C",
        "LC_ALL": "C",
        "RESOLUTION_WEBHOOK_SECRET": "s",
        "X": "y",
    }
    target = parse_target("sh -c 'exit 0' \"a b\"", "s", False, given)
    assert isinstance(target, Command)
    assert target.arguments == ("sh", "-c", "exit 0", "a b")
    assert set(target.environment) == {"PATH", "HOME", "LANG", "LC_ALL"}
