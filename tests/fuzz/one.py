"""One target in a process of its own, under atheris."""

from collections.abc import Sequence


def run(arguments: Sequence[str]) -> None:
    """Fuzz the target that the first argument names, with the further ones as options of libFuzzer."""
    import atheris

    with atheris.instrument_imports(include=["pipeline"]):
        from tests.fuzz.targets import TARGETS
    target = TARGETS[arguments[1]]
    atheris.Setup([arguments[0], *arguments[2:]], target)
    atheris.Fuzz()
