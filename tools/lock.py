"""Write the locks anew: to run, to test besides, to validate besides; each file of a package with its digests.

The locks name packages, versions and digests, and no place to get them from: which package index is asked is the
machine's setting. The tool that resolves them, uv, is installed under `build/` for the purpose.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / "build" / "lock"
OPTIONS = ("--universal", "--python-version=3.11", "--generate-hashes", "--no-annotate", "--no-header", "--quiet")
LOCKS = {
    "requirements.lock": ("--group=pyproject.toml:build",),
    "requirements-test.lock": ("--group=pyproject.toml:build", "--extra=test", "--constraints=requirements.lock"),
    "requirements-validate.lock": (
        "--group=pyproject.toml:build",
        "--extra=test",
        "--extra=validate",
        "--constraints=requirements-test.lock",
    ),
}


def main() -> None:
    """Resolve the locks; each holds the versions of the one before."""
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--upgrade", "--target", str(HOME), "uv"]
    subprocess.run(install, check=True)
    for lock, options in LOCKS.items():
        resolve = [str(HOME / "bin" / "uv"), "pip", "compile", "pyproject.toml", *OPTIONS, *options]
        subprocess.run(
            [*resolve, "--upgrade", f"--output-file={lock}"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
        )


if __name__ == "__main__":
    main()
