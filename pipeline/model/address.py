"""Where a link may lead: to a web page or a mail address, written without tricks. The one place that says so."""

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, Field

LONGEST = 4096  # characters
PORTS = 1 << 16
WEB = re.compile(
    r"(?P<scheme>https?://)(?P<host>(?!\.)[^\s/?#@:\[\]<>\"{}|\\^`%]+)(?::(?P<port>[0-9]{1,5}))?(?P<rest>[/?#][^\\]*)?\Z",
    re.IGNORECASE,
)
# What stands behind an address steers the mail program: files to add, others to write to. A subject alone is harmless.
MAIL = re.compile(r"mailto:[^\s@\\?&#%,;:<>\"]+@[^\s@\\?&#%,;:/<>\"]+(?:\?subject=[^\\&#]*)?\Z", re.IGNORECASE)
LINE_END = re.compile(r"%0[0ad]", re.IGNORECASE)
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def may_be_followed(address: str) -> bool:
    """Say whether a link to an address is published: http, https or mailto, nobody's name before a host, no backslash,
    no character that cannot be seen, no host but in the letters that it is looked up by.
    """
    if len(address) > LONGEST or any(unicodedata.category(character) in UNSEEN for character in address):
        return False
    web = WEB.match(address)
    if web is None:
        return bool(MAIL.match(address)) and not LINE_END.search(address)
    return int(web["port"] or 0) < PORTS and _in_ascii(web["host"]) is not None


def host_in_ascii(address: str) -> str:
    """Return an address that may be followed, its host as it is looked up (RFC 3490)."""
    web = WEB.match(address)
    return address if web is None else web["scheme"] + (_in_ascii(web["host"]) or "") + address[web.end("host") :]


def host_of(address: str) -> str:
    """Return the host of an address as it is read, that of another alphabet in its own letters; of a mail its end."""
    web = WEB.match(address)
    host = address.partition("?")[0].rpartition("@")[2] if web is None else web["host"]
    try:
        return host.encode("ascii").decode("idna")
    except UnicodeError:
        return host


def _in_ascii(host: str) -> str | None:
    """Return a host in ASCII; None where it is written in characters that stand for others."""
    if host.isascii():
        return host
    try:
        written = host.encode("idna")
        return written.decode("ascii") if written.decode("idna") == host.lower() else None
    except UnicodeError:
        return None


def _followed(address: str) -> str:
    if not may_be_followed(address):
        raise ValueError("a link leads to a web page or a mail address, and nowhere else")
    return address


Address = Annotated[
    str,
    AfterValidator(_followed),
    Field(
        max_length=LONGEST,
        json_schema_extra={"pattern": "^([Hh][Tt][Tt][Pp][Ss]?://|[Mm][Aa][Ii][Ll][Tt][Oo]:)[^\\\\]+$"},
    ),
]
"""An address that may be followed."""
