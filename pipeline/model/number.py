"""The number that digits say."""

LONGEST = 18  # digits: no number in a paper has more; Python refuses to read more than 4,300 at once


def whole(digits: str) -> int:
    """Return the number that decimal digits say; of more than any number in a paper has, the last ones count.

    Raises:
        ValueError: where there are none, or something else stands among those that count.
    """
    return int(digits[-LONGEST:])
