"""Every hostile file, by its name."""

from tests.hostile import active, bombs, bytewise, fonts, geometry, lies, loops, nested, tables, words
from tests.hostile.build import Hostile

MODULES = (bytewise, loops, tables, bombs, nested, geometry, fonts, lies, active, words)


def hostile() -> dict[str, Hostile]:
    """Return the hostile files by name."""
    return {item.name: item for module in MODULES for item in module.FILES}
