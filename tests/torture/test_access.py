"""What a conversion opens and starts is what it may; and what it may not would be seen."""

from pathlib import Path

import pytest

from tests.torture import access
from tests.torture.scale import Scale

PLACES = access.Places(Path("/t/papers"), Path("/t/output"), Path("/t/spools"))
HELD = "landlock_restrict_self(4, 0) = 0\n"


@pytest.mark.slow
def test_nothing_is_opened_or_reached_outside_the_allowed() -> None:
    rows = access.run(Scale(moments=2))
    if not rows[0].tried:
        pytest.skip(rows[0].measured)
    assert [row for row in rows if row.failed] == []


@pytest.mark.parametrize(
    "line",
    [
        'openat(AT_FDCWD</t/spools>, "/etc/passwd", O_RDONLY) = 3</etc/passwd>',
        'openat(AT_FDCWD</t/spools>, "../output/x", O_RDONLY) = 3</t/output/x>',
        'openat(AT_FDCWD</t/spools>, "/proc/1/environ", O_RDONLY) = 3</proc/1/environ>',
        'execve("/sbin/ldconfig", ["/sbin/ldconfig", "-p"], 0x7f /* 2 vars */) = 0',
        "socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = 3<socket:[1]>",
        'connect(3<socket:[1]>, {sa_family=AF_UNIX, sun_path="/var/run/nscd/socket"}, 110) = 0',
    ],
)
def test_what_a_confined_process_may_not_do_is_seen(line: str) -> None:
    (found,) = access.of_process(HELD + line, "7")
    assert not access.allowed(found, PLACES)


@pytest.mark.parametrize(
    "line",
    [
        'openat(AT_FDCWD</>, "/t/papers/a.pdf", O_RDONLY) = 3</root/a.pdf>',
        'execve("/bin/sh", ["sh"], 0x7f /* 2 vars */) = 0',
        "socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = 3<socket:[1]>",
        'connect(3<socket:[1]>, {sa_family=AF_UNIX, sun_path="/run/docker.sock"}, 110) = 0',
    ],
)
def test_what_nobody_may_do_is_seen(line: str) -> None:
    (found,) = access.of_process(line, "7")
    assert not access.allowed(found, PLACES)


def test_what_belongs_to_a_conversion_is_allowed() -> None:
    log = 'openat(AT_FDCWD</>, "a", O_RDONLY) = 3</t/papers/a.pdf>\n' + HELD
    log += 'openat(AT_FDCWD</>, "source.pdf", O_RDONLY) = 3</t/spools/x/source.pdf>\n'
    log += 'openat(AT_FDCWD</>, "/proc/self/mounts", O_RDONLY) = 3</proc/7/mounts>'
    assert [access.allowed(found, PLACES) for found in access.of_process(log, "7")] == [True] * 3
