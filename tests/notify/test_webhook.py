"""A webhook: what is sent, what is tried again, and where nothing is ever sent."""

import hashlib
import hmac
import json
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from pipeline.notify import webhook
from pipeline.notify.addresses import is_public
from pipeline.notify.notifier import Limits, Notifier, Undelivered
from pipeline.notify.target import Target, Webhook, parse_target
from tests.notify.receiver import QUICK, event, receiver


def outcome(target: Target, limits: Limits = QUICK) -> tuple[list[str], tuple[Undelivered, ...]]:
    """Tell of one event; return the ids that were noted as told, and what was not delivered."""
    told: list[str] = []
    with Notifier(target, told.append, limits) as notifier:
        notifier.tell(event())
        return told, notifier.drain(10)


def reason(target: Target, limits: Limits = QUICK) -> str:
    told, (lost,) = outcome(target, limits)
    assert (told, lost.id) == ([], "e1")
    return lost.reason


def test_an_event_is_posted_as_json_and_noted_as_told() -> None:
    with receiver() as received:
        assert outcome(parse_target(received.url, None, True)) == (["e1"], ())
    ((path, headers, body),) = received.requests
    assert (path, headers["Content-Type"], headers["Host"]) == (
        "/hook?key=k",
        "application/json",
        f"127.0.0.1:{received.port}",
    )
    assert (headers["X-Resolution-Event"], headers["X-Resolution-Delivery"]) == ("document", "e1")
    assert "X-Resolution-Signature" not in headers
    assert json.loads(body) == json.loads(event().model_dump_json())
    assert body.count(b"\n") == 1


def test_a_receiver_with_the_secret_can_verify_the_signature() -> None:
    with receiver() as received:
        outcome(parse_target(received.url, "sésame", True))
    ((_, headers, body),) = received.requests
    stamp = headers["X-Resolution-Timestamp"]
    expected = hmac.new("sésame".encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    assert headers["X-Resolution-Signature"] == f"sha256={expected}"
    assert abs(time.time() - int(stamp)) < 60


@pytest.mark.parametrize("status", [408, 425, 429, 500, 503])
def test_what_may_pass_is_tried_again(status: int) -> None:
    with receiver((status, status, 200)) as received:
        assert outcome(parse_target(received.url, None, True)) == (["e1"], ())
    assert len(received.requests) == 3


def test_after_the_last_try_the_event_is_given_up_with_what_was_answered() -> None:
    with receiver((503,)) as received:
        said = reason(parse_target(received.url, None, True))
    assert (said, len(received.requests)) == ("127.0.0.1 answers 503 Service Unavailable, after 5 tries", 5)


@pytest.mark.parametrize("status", [400, 401, 404, 410])
def test_a_refusal_is_not_tried_again(status: int) -> None:
    with receiver((status, 200)) as received:
        assert f"answers {status}" in reason(parse_target(received.url, None, True))
    assert len(received.requests) == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(status: int) -> None:
    with receiver((status, 200)) as received:
        assert "a redirect, which is not followed" in reason(parse_target(received.url, None, True))
    assert len(received.requests) == 1


def test_settings_for_a_proxy_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    with receiver() as received:
        assert outcome(parse_target(received.url, None, True)) == (["e1"], ())


def resolver(*addresses: str) -> Callable[..., Any]:
    """Stand for the resolver: a name leads to these addresses at the first look, and is not known at the second."""
    answers = [[(socket.AF_INET6 if ":" in item else socket.AF_INET, 1, 6, "", item) for item in addresses]]

    def look_up(_host: str, port: int, **_: object) -> list[tuple[Any, ...]]:
        if not answers:
            raise socket.gaierror("looked up twice")
        return [(*rest, (address, port)) for *rest, address in answers.pop()]

    return look_up


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "0x7f.1", "2130706433", "0"])
def test_an_address_that_is_not_public_is_sent_nothing(host: str) -> None:
    with receiver() as received:
        said = reason(Webhook(False, host.strip("[]"), received.port, "/"))
    assert "no public address; nothing was sent; --allow-private allows it" in said
    assert received.requests == []


@pytest.mark.parametrize("addresses", [("10.0.0.1",), ("127.0.0.1",), ("8.8.8.8", "10.0.0.1"), ("::ffff:127.0.0.1",)])
def test_a_name_that_leads_to_one_is_sent_nothing(addresses: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", resolver(*addresses))
    with receiver() as received:
        said = reason(parse_target(f"http://hooks.example:{received.port}/", None, False))
    assert f"hooks.example leads to {addresses[-1]}" in said
    assert received.requests == []


def test_what_was_checked_is_connected_to_without_a_second_look(monkeypatch: pytest.MonkeyPatch) -> None:
    with receiver() as received:
        monkeypatch.setattr(socket, "getaddrinfo", resolver("127.0.0.1"))
        assert outcome(parse_target(f"http://hooks.example:{received.port}/", None, True)) == (["e1"], ())
    assert received.requests[0][1]["Host"] == f"hooks.example:{received.port}"


def test_the_next_address_of_a_host_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    with receiver() as received:
        monkeypatch.setattr(socket, "getaddrinfo", resolver("127.0.0.2", "127.0.0.1"))
        assert outcome(parse_target(f"http://hooks.example:{received.port}/", None, True)) == (["e1"], ())


PUBLIC = ("8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8")
OTHERS = (
    *("10.0.0.1", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.16.0.1", "192.168.1.1", "0.0.0.0"),  # noqa: S104
    *("224.0.0.1", "255.255.255.255", "::1", "::", "::127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254"),
    *("fe80::1", "fe80::1%1", "fec0::1", "fc00::1", "ff0e::1", "2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b:1::1"),
    *("2001::1", "2001:db8::1", "no address"),
)


def test_which_addresses_are_public() -> None:
    assert [address for address in (*PUBLIC, *OTHERS) if is_public(address)] == list(PUBLIC)


def test_a_host_that_is_not_known_is_tried_again_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", resolver())
    assert reason(parse_target("http://hooks.example/", None, False)).endswith("after 5 tries")


@contextmanager
def raw_server(answer: Callable[[socket.socket], None], context: ssl.SSLContext | None = None) -> Iterator[int]:
    """Answer connections on the loopback one after the other."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            while True:
                try:
                    stream, _ = listening.accept()
                except OSError:
                    return
                try:
                    with context.wrap_socket(stream, server_side=True) if context else stream as served:
                        answer(served)
                except OSError:  # the client has gone, or does not trust us
                    continue

        thread = threading.Thread(target=serve)
        thread.start()
        yield listening.getsockname()[1]
        listening.shutdown(socket.SHUT_RDWR)
        thread.join()


def read_request(stream: socket.socket) -> None:
    """Read a request to its end: what is left unread when a connection is closed resets it."""
    read = b""
    while not read.endswith(b"}\n") and (part := stream.recv(65536)):
        read += part


def test_an_answer_in_drops_does_not_last_longer_than_a_try() -> None:
    def drops(stream: socket.socket) -> None:
        for _ in range(200):
            stream.sendall(b"H")
            time.sleep(0.02)

    with raw_server(drops) as port:
        began = time.monotonic()
        said = reason(parse_target(f"http://127.0.0.1:{port}/", None, True), Limits(tries=1, seconds=0.3))
        assert time.monotonic() - began < 2
    assert "timed out" in said or "no answer in time" in said


def test_an_answer_without_an_end_is_read_only_so_far() -> None:
    sent = 0

    def flood(stream: socket.socket) -> None:
        nonlocal sent
        read_request(stream)
        stream.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while sent < 100 << 20:
            stream.sendall(b"x" * 65536)
            sent += 65536

    with raw_server(flood) as port:
        assert outcome(parse_target(f"http://127.0.0.1:{port}/", None, True)) == (["e1"], ())
    assert sent < 100 << 20


def test_an_answer_that_is_no_http_is_a_failure() -> None:
    with raw_server(lambda stream: stream.sendall(b"SSH-2.0-x\r\n")) as port:
        assert "after 5 tries" in reason(parse_target(f"http://127.0.0.1:{port}/", None, True))


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """Return a file with a certificate for `hooks.example`, and its key."""
    file = tmp_path / "hooks.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"),
            *("-subj", "/CN=hooks.example", "-addext", "subjectAltName=DNS:hooks.example", "-days", "2"),
            *("-keyout", file, "-out", tmp_path / "part.pem"),
        ],
        check=True,
        capture_output=True,
    )
    file.write_bytes(file.read_bytes() + (tmp_path / "part.pem").read_bytes())
    return file


@pytest.mark.parametrize("name", ["hooks.example", "other.example"])
@pytest.mark.parametrize("trusted", [True, False])
def test_a_server_must_be_trusted_in_the_name_of_the_host(
    name: str, trusted: bool, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ok(stream: socket.socket) -> None:
        read_request(stream)
        stream.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    if trusted:
        monkeypatch.setattr(webhook, "trust", lambda: ssl.create_default_context(cafile=str(certificate)))
    with raw_server(ok, context) as port:
        monkeypatch.setattr(socket, "getaddrinfo", resolver("127.0.0.1"))
        told, lost = outcome(parse_target(f"https://{name}:{port}/", None, True), Limits(tries=1, seconds=5))
    if trusted and name == "hooks.example":
        assert (told, lost) == (["e1"], ())
    else:
        assert (told, [name in item.reason and "TLS" in item.reason for item in lost]) == ([], [True])
