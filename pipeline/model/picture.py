"""A page of the source as a picture, for people to look at beside what was read on it."""

from dataclasses import dataclass

from pipeline.model.resolution import Box


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as drawn.

    `box` is what the picture shows, in the points in which places are given. `png` is None where the pictures of a
    long document would have been too many bytes.
    """

    page: int
    box: Box
    png: bytes | None
