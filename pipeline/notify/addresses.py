"""Which addresses a webhook may lead to: those of the public network, unless the user says otherwise.

The text of an address comes from a configuration, the answer of the resolver from whoever holds the name; neither may
lead this program to a service of the machine or the network that it runs in.
"""

import ipaddress
import socket
from typing import Any

# Of version 6 only what is given out to networks; 6to4, which carries an address of version 4, is left out.
GIVEN_OUT = ipaddress.IPv6Network("2000::/3")
SIX_TO_FOUR = ipaddress.IPv6Network("2002::/16")

Place = tuple[socket.AddressFamily, Any]
"""The family of an address, and the address as `socket.connect` takes it."""


class NotPublic(Exception):
    """A name leads to an address that is not public; the text names the address."""


def places(host: str, port: int, allow_private: bool) -> tuple[Place, ...]:
    """Look a host up, once, and return where it can be reached.

    Raises:
        NotPublic: where any of its addresses is not public, and such are not allowed.
        OSError: where it cannot be looked up.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    for *_, address in found:
        if not allow_private and not is_public(str(address[0])):
            raise NotPublic(str(address[0]))
    return tuple((family, address) for family, _, _, _, address in found)


def is_private_literal(host: str) -> bool:
    """Return whether a host is no name but an address itself, in any form that the system reads, and not public."""
    if ":" in host:
        return not is_public(host)
    try:
        return not is_public(socket.inet_ntoa(socket.inet_aton(host)))
    except OSError:  # a name
        return False


def is_public(text: str) -> bool:
    """Return whether an address is one of the public network; one of version 4 in version 6 is taken for what it is."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is None:
            return address in GIVEN_OUT and address not in SIX_TO_FOUR and address.is_global
        address = address.ipv4_mapped
    return address.is_global and not address.is_multicast
