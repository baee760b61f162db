"""Set up all that the pipeline needs, from a bare Debian with `python3` and `make`. Standard library only.

    python3 -m tools.bootstrap           what `make run` needs
    python3 -m tools.bootstrap --test    what `make test` and `make check` need besides
    python3 -m tools.bootstrap --validate    what `make validate` needs besides

What is there is left alone. What the system lacks is installed with apt-get as root, and otherwise downloaded and
unpacked under `.deps`, inside the project. Where neither can be done, the command to type is printed. Exit codes:
0 all is there; 2 called wrongly; 3 something is missing, and the message says what to do; 130 interrupted.
"""

import argparse
import fcntl
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from tools import judges, python_packages, system_packages
from tools.system_packages import ROOT, Missing


def main(arguments: Sequence[str] | None = None) -> int:
    """Set up, and return the exit code."""
    parser = argparse.ArgumentParser(description="Set up the pipeline in this folder.")
    parser.add_argument("--test", action="store_true", help="also what the tests and checks need")
    parser.add_argument("--validate", action="store_true", help="also what the validation needs")
    options = parser.parse_args(arguments)
    try:
        with one_at_a_time():
            set_up(locks(options.test, options.validate))
            if options.validate:
                judges.set_up()
    except Missing as missing:
        sys.stderr.write(f"{missing}\n")
        return 3
    except KeyboardInterrupt:
        sys.stderr.write("set-up: interrupted; the same command goes on from here\n")
        return 130
    return 0


def locks(test: bool, validate: bool) -> Sequence[str]:
    """Return the locks to install from."""
    if validate:
        return python_packages.FOR_VALIDATION
    return python_packages.FOR_TESTS if test else python_packages.FOR_RUNNING


def set_up(chosen: Sequence[str]) -> None:
    """Bring the system's packages, then the Python packages of the locks with the project."""
    needs = system_packages.lacking() + python_packages.lacking(chosen)
    if needs:
        system_packages.provide(needs)
        still = system_packages.lacking() + python_packages.lacking(chosen)
        if still:
            raise system_packages.not_found(still, "still not found after that")
    python_packages.install(chosen)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Hold the project's folder, so that two set-ups do not write into each other."""
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


if __name__ == "__main__":
    sys.exit(main())
