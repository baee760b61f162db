"""Where a link may lead: to a web page or a mail address, written without tricks. The one place that says so."""

import re
import unicodedata

LONGEST = 4096  # characters
_HOST = r"(?!\.)[^\s/?#@:\[\]<>\"{}|\\^`%]+(?::\d{1,5})?"
ADDRESS = re.compile(rf"(?:https?://{_HOST}(?:[/?#][^\\]*)?|mailto:[^\s@\\]+@[^\s@\\]+)\Z", re.IGNORECASE)
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def may_be_followed(address: str) -> bool:
    """Say whether a link to an address is published: http, https or mailto, nobody's name before a host, no backslash,
    no character that cannot be seen.
    """
    return (
        len(address) <= LONGEST
        and bool(ADDRESS.match(address))
        and not any(unicodedata.category(character) in UNSEEN for character in address)
    )
