"""Whom to tell: what is refused before a conversion begins."""

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
