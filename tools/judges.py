"""The judges from outside that are no Python packages: the system's programs and npm's. Standard library only."""

import shutil
from pathlib import Path

from tools import system_packages
from tools.system_packages import ROOT, Missing, say, works

BUILD = ROOT / "build" / "validate"
NODE = BUILD / "npm"
NODE_MODULES = NODE / "node_modules"
DECLARED = Path(__file__).parent / "validate"
FILES = ("package.json", "package-lock.json", ".npmrc")


def set_up() -> None:
    """Bring the system's packages that validation needs, then the npm packages of its lock.

    Programs as large as these do not run from a folder of their own: where apt-get may not install them, the command is
    said instead.
    """
    needs = system_packages.lacking(system_packages.VALIDATION_NEEDS)
    if needs:
        if not system_packages.may_install():
            raise system_packages.not_found(needs, "not found, and only the system can install them")
        system_packages.provide(needs)
        still = system_packages.lacking(system_packages.VALIDATION_NEEDS)
        if still:
            raise system_packages.not_found(still, "still not found after that")
    if not is_current():
        install()


def is_current() -> bool:
    """Return whether the npm packages were installed from the files as they are now."""
    return NODE_MODULES.is_dir() and all(
        (NODE / name).exists() and (NODE / name).read_bytes() == (DECLARED / name).read_bytes() for name in FILES
    )


def install() -> None:
    """Install the npm packages of the lock, each checked against its digest; no script of theirs is run."""
    say("installing the npm packages of tools/validate/package-lock.json")
    shutil.rmtree(NODE, ignore_errors=True)
    NODE.mkdir(parents=True)
    for name in FILES:
        shutil.copyfile(DECLARED / name, NODE / name)
    if not works(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=NODE, show=True):
        (NODE / "package.json").unlink()
        command = "see that npm reaches a registry from here, then the same command again"
        raise Missing("npm failed; its last words stand above", "installs judges of DOCX and HTML", command)
