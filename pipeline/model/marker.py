"""The marker of a note, as "1", "(1)" or "*"."""


def bare(marker: str) -> str:
    """Return a marker without the brackets that it may stand in: a note and its mark need not print them alike."""
    return marker.strip().strip("()（）")
