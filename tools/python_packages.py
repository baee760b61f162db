"""The Python packages: `.venv`, made from the lock, with the project in it. Standard library only."""

import hashlib
import importlib.util
import json
import os
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from tools.system_packages import DEPS, ENVIRONMENT, ROOT, Missing, Need, say, works

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
COMMAND = VENV / "bin" / "resolution"
STAMP = VENV / "made-from.json"
RUN_LOCK = "requirements.lock"
TEST_LOCK = "requirements-test.lock"
VALIDATION_LOCK = "requirements-validate.lock"
FOR_RUNNING = (RUN_LOCK,)
FOR_TESTS = (RUN_LOCK, TEST_LOCK)
FOR_VALIDATION = (RUN_LOCK, TEST_LOCK, VALIDATION_LOCK)

PIP = Need("python3-pip-whl", "installs the Python packages")
CERTIFICATES = Need("ca-certificates", "lets pip know whom to trust")
DEBIAN_WHEELS = Path("usr/share/python-wheels")
AUTHORITIES = Path("/etc/ssl/certs/ca-certificates.crt")


def lacking(locks: Sequence[str]) -> list[Need]:
    """Return the system's packages without which pip cannot run; none where pip need not run."""
    if is_current(locks):
        return []
    wheel = pip_wheel()
    if wheel is not None and DEBIAN_WHEELS.name not in wheel.parts:
        return []  # it has its own list of authorities; Debian's takes the system's
    return [PIP] * (wheel is None) + [CERTIFICATES] * (authorities() is None)


def pip_wheel() -> Path | None:
    """Return a wheel of pip that came with Python, or with Debian's package of it."""
    bundled = importlib.util.find_spec("ensurepip")
    places = [Path(place) / "_bundled" for place in (bundled.submodule_search_locations or [])] if bundled else []
    places += [Path("/") / DEBIAN_WHEELS, DEPS / "root" / DEBIAN_WHEELS]
    return next((wheel for place in places for wheel in sorted(place.glob("pip-*.whl"))), None)


def authorities() -> str | None:
    """Return the file of certificate authorities for pip, or None where there is none; a setting of the user stands."""
    given = os.environ.get("PIP_CERT") or os.environ.get("REQUESTS_CA_BUNDLE")
    if given:
        return given
    if AUTHORITIES.exists():
        return str(AUTHORITIES)
    unpacked, bundle = sorted(DEPS.glob("root/usr/share/ca-certificates/mozilla/*.crt")), DEPS / "authorities.crt"
    if unpacked:
        bundle.write_bytes(b"\n".join(file.read_bytes() for file in unpacked))
        return str(bundle)
    return None


def wanted(locks: Sequence[str]) -> dict[str, str]:
    """Return what `.venv` is to be made from: the digest of each lock, and of what the project's command depends on."""
    libraries = ENVIRONMENT.read_bytes() if ENVIRONMENT.exists() else b""
    state = {lock: digest((ROOT / lock).read_bytes(), sys.version.encode(), os.fsencode(VENV)) for lock in locks}
    return state | {"project": digest((ROOT / "pyproject.toml").read_bytes(), os.fsencode(VENV), libraries)}


def made() -> dict[str, str]:
    """Return what `.venv` was made from; nothing where it is not there or not whole."""
    if not STAMP.exists() or not PYTHON.exists():
        return {}
    state: dict[str, str] = json.loads(STAMP.read_text("utf-8"))
    return state


def digest(*parts: bytes) -> str:
    """Return a digest of some inputs."""
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def is_current(locks: Sequence[str]) -> bool:
    """Return whether `.venv` was made from the locks and the project as they are now."""
    return COMMAND.exists() and wanted(locks).items() <= made().items()


def install(locks: Sequence[str]) -> None:
    """Make `.venv` what the last lock says, which holds the others, every file checked against its digest.

    Where a lock changed, `.venv` is made from scratch.
    """
    if is_current(locks):
        return
    target, state = wanted(locks), made()
    changed = any(state.get(key, value) != value for key, value in target.items() if key != "project")
    if changed or not PYTHON.exists():
        state = {}
        make_environment()
    STAMP.unlink(missing_ok=True)
    lock = locks[-1]
    if state.get(lock) != target[lock]:
        say(f"installing the packages of {lock}")
        pip("install", "--require-hashes", "--only-binary=:all:", "--requirement", str(ROOT / lock))
    pip("install", "--no-deps", "--no-build-isolation", "--no-index", "--editable", str(ROOT))
    wrap_command()
    STAMP.write_text(json.dumps(state | target, indent=2) + "\n", "utf-8")
    say(f"ready: {COMMAND.relative_to(ROOT)}")


def make_environment() -> None:
    """Make an empty `.venv` with pip in it."""
    say("making .venv")
    if not works([sys.executable, "-m", "venv", "--clear", "--without-pip", str(VENV)], show=True):
        command = "sudo apt-get install python3-venv, then the same command again"
        raise Missing("`python3 -m venv` does not work here", "keeps the Python packages apart", command)
    pip("install", "--no-index", "--no-deps", str(pip_wheel()))


def pip(*arguments: str) -> None:
    """Run pip, from its wheel, in `.venv`."""
    certificates = authorities()
    environment = os.environ | ({"PIP_CERT": certificates} if certificates else {})
    environment |= {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1", "PIP_QUIET": "1"}
    if not works([str(PYTHON), f"{pip_wheel()}/pip", *arguments], env=environment, show=True):
        command = "see that pip reaches a package index from here, then the same command again"
        raise Missing("pip failed; its last words stand above", "installs the Python packages", command)


def wrap_command() -> None:
    """Where libraries stand under `.deps`, let `.venv/bin/resolution` find them before it starts."""
    if not ENVIRONMENT.exists():
        return
    original = VENV / "libexec" / COMMAND.name
    original.parent.mkdir(exist_ok=True)
    COMMAND.replace(original)
    COMMAND.write_text(
        "#!/bin/sh\n# Written by tools/python_packages.py: the libraries and fonts under .deps, then the command.\n"
        f'. {shlex.quote(str(ENVIRONMENT))}\nexec {shlex.quote(str(original))} "$@"\n',
        "utf-8",
    )
    COMMAND.chmod(0o755)
