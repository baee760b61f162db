"""The packages of the system: what is there, and bringing what is not. Standard library only."""

import ctypes.util
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEPS = ROOT / ".deps"
ENVIRONMENT = DEPS / "environment"

SYSTEM_FONTS = Path("/etc/fonts/fonts.conf")
APT_LISTS = Path("/var/lib/apt/lists")
NEVER_UNPACKED = {"libc6"}  # the loader of the running system and its C library belong together


@dataclass(frozen=True)
class Need:
    """A package of the system: its name in Debian, what it is for, and how to see that it is there."""

    package: str
    purpose: str
    library: str | None = None
    program: str | None = None
    family: str | None = None


NEEDS = (
    Need("libpango-1.0-0", "sets the text of the PDF", library="libpango-1.0.so.0"),
    Need("libpangoft2-1.0-0", "sets the text of the PDF", library="libpangoft2-1.0.so.0"),
    Need("libharfbuzz-subset0", "embeds fonts in the PDF", library="libharfbuzz-subset.so.0"),
    Need("fontconfig", "finds fonts", program="fc-list"),
    Need("fonts-liberation", "Latin and Cyrillic type", family="Liberation Serif"),
    Need("fonts-noto-core", "Latin, Cyrillic and Arabic type", family="Noto Serif"),
    Need("fonts-noto-cjk", "Chinese type", family="Noto Serif CJK SC"),
    Need("fonts-arphic-ukai", "Chinese type for emphasis", family="AR PL UKai CN"),
)

VALIDATION_NEEDS = (
    Need("libreoffice-writer-nogui", "reads DOCX, as a judge", program="soffice"),
    Need("poppler-utils", "reads PDF, as a judge", program="pdfinfo"),
    Need("chromium", "shows HTML to a judge", program="chromium"),
    Need("nodejs", "runs judges of DOCX and HTML", program="node"),
    Need("npm", "installs judges of DOCX and HTML", program="npm"),
)

OTHER_SYSTEMS = {
    "dnf": "sudo dnf install pango harfbuzz fontconfig liberation-serif-fonts google-noto-serif-fonts "
    "google-noto-serif-cjk-fonts",
    "brew": "brew install pango fontconfig, and the fonts Liberation Serif, Noto Serif and Noto Serif CJK SC",
}


class Missing(Exception):
    """Something that is needed cannot be had here. Says what, what it is for, and what to type."""

    def __init__(self, what: str, purpose: str, command: str) -> None:
        super().__init__(f"set-up: {what}\n  needed: {purpose}\n  do this: {command}")


def say(message: str) -> None:
    """Tell on standard error what is being done."""
    sys.stderr.write(f"set-up: {message}\n")
    sys.stderr.flush()


def works(
    command: Sequence[str], *, env: Mapping[str, str] | None = None, cwd: Path | None = None, show: bool = False
) -> bool:
    """Run a command quietly; where it fails and `show` is set, show the end of what it said."""
    result = subprocess.run(
        command,
        env=env,
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if result.returncode != 0 and show:
        tail = (result.stdout + result.stderr).strip().splitlines()[-15:]
        sys.stderr.write("".join(f"  | {line}\n" for line in (shlex.join(command), *tail)))
    return result.returncode == 0


def lacking(needs: Sequence[Need] | None = None) -> list[Need]:
    """Return what neither the system nor `.deps` has, of some needs, or else of those to run."""
    environment = library_environment()
    families = font_families(environment)
    return [
        need
        for need in (NEEDS if needs is None else needs)
        if (need.library and not loads(need.library, environment))
        or (need.program and not shutil.which(need.program, path=environment.get("PATH")))
        or (need.family and need.family not in families)
    ]


def loads(library: str, environment: Mapping[str, str]) -> bool:
    """Return whether a shared library can be loaded, tried in a process of its own."""
    if sys.platform == "darwin":
        return ctypes.util.find_library(library.removeprefix("lib").split(".so")[0]) is not None
    return works([sys.executable, "-c", f"import ctypes; ctypes.CDLL({library!r})"], env=environment)


def font_families(environment: Mapping[str, str]) -> set[str]:
    """Return the names of the font families that fontconfig finds; none where it is not there."""
    program = shutil.which("fc-list", path=environment.get("PATH"))
    if program is None:
        return set()
    listing = subprocess.run([program, "--format", "%{family}\n"], env=environment, capture_output=True, check=False)
    lines = listing.stdout.decode("utf-8", "replace").splitlines()
    return {family.strip() for line in lines for family in line.split(",")}


def may_install() -> bool:
    """Return whether packages can be installed into the system from here."""
    return shutil.which("apt-get") is not None and os.geteuid() == 0


def provide(needs: Sequence[Need]) -> None:
    """Install packages as root, or unpack them under `.deps`; refuse, with the command to type, where neither works."""
    packages = [need.package for need in needs]
    if shutil.which("apt-get") is None:
        raise not_found(needs, "not found, and there is no apt-get here")
    if os.geteuid() == 0:
        say(f"installing {' '.join(packages)}")
        if not apt_install(packages):
            raise not_found(needs, "could not be installed by apt-get")
    else:
        say(f"not root: unpacking under .deps {' '.join(packages)}")
        if not apt_unpack(packages):
            raise not_found(needs, "could not be fetched by apt-get")


def not_found(needs: Sequence[Need], why: str) -> Missing:
    """Return what to raise where packages cannot be had."""
    packages = [need.package for need in needs]
    purposes = dict.fromkeys(need.purpose for need in needs)
    return Missing(f"{', '.join(packages)} {why}", "; ".join(purposes), command_for(packages))


def command_for(packages: Sequence[str]) -> str:
    """Return the command that brings packages on this system."""
    if shutil.which("apt-get") is None:
        for program, command in OTHER_SYSTEMS.items():
            if shutil.which(program):
                return command
    prefix = "" if os.geteuid() == 0 else "sudo "
    return f"{prefix}apt-get update && {prefix}apt-get install --no-install-recommends {' '.join(packages)}"


def apt_install(packages: Sequence[str]) -> bool:
    """Install packages with apt-get, as root; fetch the package lists where they are missing or stale."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    wait = "-oDPkg::Lock::Timeout=300"
    install = ["apt-get", wait, "install", "--yes", "--no-install-recommends", *packages]
    if has_lists() and works(install, env=environment):
        return True
    return works(["apt-get", wait, "update"], env=environment, show=True) and works(install, env=environment, show=True)


def has_lists() -> bool:
    """Return whether apt's package lists are there and can be read."""
    return any(os.access(file, os.R_OK) for file in APT_LISTS.glob("*_Packages*"))


def apt_unpack(packages: Sequence[str]) -> bool:
    """Download packages with what they depend on, without root, and unpack them under `.deps`."""
    work = DEPS / "apt"
    shutil.rmtree(work, ignore_errors=True)
    for folder in ("lists/partial", "archives/partial"):
        (work / folder).mkdir(parents=True)
    own_cache = [f"-oDir::Cache={work}", "-oDebug::NoLocking=1"]
    own_lists = [*own_cache, f"-oDir::State::Lists={work / 'lists'}"]
    done = has_lists() and fetch(packages, own_cache)
    if not done:
        done = works(["apt-get", *own_lists, "update"], show=True) and fetch(packages, own_lists, show=True)
    if done:
        archives = sorted((work / "archives").glob("*.deb"))
        done = all(works(["dpkg-deb", "--extract", str(file), str(DEPS / "root")], show=True) for file in archives)
        write_library_environment()
    shutil.rmtree(work)
    return done


def fetch(packages: Sequence[str], options: Sequence[str], *, show: bool = False) -> bool:
    """Download packages and those that they need and the system lacks; which ones, apt-get itself says."""
    simulation = ["apt-get", *options, "--simulate", "--no-install-recommends", "install", *packages]
    answer = subprocess.run(simulation, capture_output=True, text=True, check=False)
    lines = [line.split() for line in answer.stdout.splitlines() if line.startswith("Inst ")]
    needed = sorted(({words[1] for words in lines} | set(packages)) - NEVER_UNPACKED)
    if answer.returncode != 0:
        return False
    return works(["apt-get", *options, "download", *needed], cwd=DEPS / "apt" / "archives", show=show)


def write_library_environment() -> None:
    """Write what lets programs find the unpacked libraries and fonts: `.deps/environment`, for the shell."""
    root, fonts = DEPS / "root", DEPS / "fonts.conf"
    fonts.write_text(font_configuration(root), "utf-8")
    folders = sorted({str(file.parent) for lib in ("usr/lib", "lib") for file in root.glob(f"{lib}/*/*.so*")})
    libraries, programs = shlex.quote(":".join(folders)), shlex.quote(str(root / "usr/bin"))
    ENVIRONMENT.write_text(
        "# Written by tools/system_packages.py: where the unpacked libraries and fonts are.\n"
        f"export LD_LIBRARY_PATH={libraries}${{LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}}\n"
        f"export FONTCONFIG_FILE={shlex.quote(str(fonts))}\n"
        f'export PATH="$PATH":{programs}\n',
        "utf-8",
    )


def font_configuration(root: Path) -> str:
    """Return a configuration for fontconfig: the system's rules, or else those unpacked, and the unpacked fonts."""
    rules = [SYSTEM_FONTS]
    if not SYSTEM_FONTS.exists():
        names = sorted(file.name for file in (root / "etc/fonts/conf.d").glob("*.conf"))
        rules = [root / "usr/share/fontconfig/conf.avail" / name for name in names]
    includes = [f'  <include ignore_missing="yes">{xml_text(rule)}</include>' for rule in rules]
    folders = [f"  <dir>{xml_text(root / 'usr/share/fonts')}</dir>", "  <dir>/usr/share/fonts</dir>"]
    cache = f"  <cachedir>{xml_text(DEPS / 'font-cache')}</cachedir>"
    head = ['<?xml version="1.0"?>', '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">', "<fontconfig>"]
    return "\n".join([*head, *includes, *folders, cache, "</fontconfig>", ""])


def xml_text(path: Path) -> str:
    """Return a path as XML text."""
    return str(path).replace("&", "&amp;").replace("<", "&lt;")


def library_environment() -> dict[str, str]:
    """Return the environment with what `.deps/environment` adds to it."""
    if not ENVIRONMENT.exists():
        return dict(os.environ)
    shell = subprocess.run(["/bin/sh", "-c", '. "$0"; env -0', str(ENVIRONMENT)], capture_output=True, check=True)
    pairs = os.fsdecode(shell.stdout).rstrip("\0").split("\0")
    return dict(pair.split("=", 1) for pair in pairs)
