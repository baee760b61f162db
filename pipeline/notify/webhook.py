"""Post an event to an address on the web, within a time, at an address that was checked."""

import hashlib
import hmac
import io
import socket
import ssl
import time
from contextlib import closing, suppress
from functools import cache
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from typing import Any

from pipeline.notify.addresses import NotPublic, places
from pipeline.notify.attempt import Attempt, Failure
from pipeline.notify.target import PORTS, Webhook

ANSWER_BYTES = 64 << 10
TRY_AGAIN = (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS)


def post(target: Webhook, attempt: Attempt) -> Failure | None:
    """Post an event once; return why it failed, or nothing where the answer is a success.

    The host is looked up once, and what was looked up is what is connected to. Redirects are not followed, and settings
    for proxies are not read.
    """
    try:
        status = _status(target, attempt)
    except NotPublic as error:
        said = (
            f"{target.host} leads to {error}, which is no public address; nothing was sent; --allow-private allows it"
        )
        return Failure(said, permanent=True)
    except ssl.SSLError as error:
        return Failure(f"{target.host}: TLS: {getattr(error, 'verify_message', '') or error.reason or error}")
    except (OSError, HTTPException) as error:
        return Failure(f"{target.host}: {error or type(error).__name__}")
    return _judged(target.host, status)


def _judged(host: str, status: int) -> Failure | None:
    if 200 <= status < 300:
        return None
    said = f"{host} answers {status}{_phrase(status)}"
    if 300 <= status < 400:
        return Failure(f"{said}, a redirect, which is not followed; name the address that it leads to", permanent=True)
    return Failure(said, permanent=400 <= status < 500 and status not in TRY_AGAIN)


def _phrase(status: int) -> str:
    """Return what a status means, in our words and not in those of the answer."""
    return f" {HTTPStatus(status).phrase}" if status in HTTPStatus.__members__.values() else ""


def _status(target: Webhook, attempt: Attempt) -> int:
    with closing(_connected(target, attempt)) as stream:
        connection = HTTPConnection(target.host, target.port)
        connection.auto_open = False  # it would look the host up again
        connection.sock = _Timed(stream, attempt)
        with closing(connection):
            connection.request("POST", target.path, attempt.body, signed_headers(target, attempt, int(time.time())))
            with connection.getresponse() as response:
                with suppress(OSError, HTTPException):  # the status has said it
                    response.read(ANSWER_BYTES)
                return response.status


def signed_headers(target: Webhook, attempt: Attempt, now: int) -> dict[str, str]:
    """Return the headers of an event, with its signature where there is a secret.

    The signature is the HMAC-SHA256 of the timestamp, a full stop, and the body as it is sent.
    """
    headers = {
        "Host": _authority(target),
        "Content-Type": "application/json",
        "User-Agent": "resolution-pipeline",
        "Connection": "close",
        "X-Resolution-Event": "document",
        "X-Resolution-Delivery": attempt.id,
        "X-Resolution-Timestamp": str(now),
    }
    if target.secret is not None:
        signature = hmac.new(target.secret, f"{now}.".encode() + attempt.body, hashlib.sha256).hexdigest()
        headers["X-Resolution-Signature"] = f"sha256={signature}"
    return headers


def _authority(target: Webhook) -> str:
    host = f"[{target.host}]" if ":" in target.host else target.host
    return host if target.port == PORTS["https" if target.secure else "http"] else f"{host}:{target.port}"


def _connected(target: Webhook, attempt: Attempt) -> socket.socket:
    """Return a connection to the first address of a host that takes one."""
    refused: OSError | None = None
    for family, address in places(target.host, target.port, target.allow_private):
        stream = socket.socket(family, socket.SOCK_STREAM)
        try:
            stream.settimeout(attempt.left())
            stream.connect(address)
            return _secured(stream, target, attempt) if target.secure else stream
        except OSError as error:
            stream.close()
            refused = error
    raise refused or OSError("it has no address")


def _secured(stream: socket.socket, target: Webhook, attempt: Attempt) -> socket.socket:
    stream.settimeout(attempt.left())
    return trust().wrap_socket(stream, server_hostname=target.host)


@cache
def trust() -> ssl.SSLContext:
    """Return what is asked of a server: a certificate that the system trusts, in the name of the host."""
    return ssl.create_default_context()


class _Timed:
    """A connection each of whose calls ends with the try, so that no answer in drops can hold it up.

    It has of a socket what `http.client` asks of one; who made the socket closes it.
    """

    def __init__(self, stream: socket.socket, attempt: Attempt) -> None:
        self._stream = stream
        self._attempt = attempt

    def sendall(self, data: bytes) -> None:
        self._stream.settimeout(self._attempt.left())
        self._stream.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Answer(self._stream, self._attempt))

    def close(self) -> None:
        """Do nothing: the answer is still to be read."""


class _Answer(io.RawIOBase):
    def __init__(self, stream: socket.socket, attempt: Attempt) -> None:
        self._stream = stream
        self._attempt = attempt

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._stream.settimeout(self._attempt.left())
        return self._stream.recv_into(buffer)
