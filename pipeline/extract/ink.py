"""Boxes and colours: whether paint can be seen where it falls."""

from collections.abc import Sequence
from typing import Any

Area = tuple[float, float, float, float]
Color = tuple[float, float, float]

FULL = 0.995  # of 1: what is written as 0.996 is printed as white
# Gray and RGB are white at 1, CMYK is white at 0 (ISO 32000-1, 8.6.4).
WHITE_AT = {1: 1.0, 3: 1.0, 4: 0.0}
PLAIN = frozenset({"DeviceGray", "DeviceRGB", "DeviceCMYK", "CalGray", "CalRGB", "ICCBased"})


def is_white(color: Any, space: str) -> bool:
    """Say whether a colour is white for certain: a full one of a plain colour space."""
    parts = color if isinstance(color, tuple | list) else (color,)
    white = WHITE_AT.get(len(parts))
    if white is None or space not in PLAIN or not all(isinstance(part, int | float) for part in parts):
        return False
    return all(abs(part - white) <= 1 - FULL for part in parts)


def mixed(color: Any, space: str) -> Color | None:
    """Return a colour of a plain colour space as red, green and blue; None where it is not known."""
    parts = color if isinstance(color, tuple | list) else (color,)
    if space not in PLAIN or not all(isinstance(part, int | float) for part in parts):
        return None
    match parts:
        case (gray,):
            return (gray, gray, gray)
        case (red, green, blue):
            return (red, green, blue)
        case (cyan, magenta, yellow, black):
            return ((1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black))
    return None


def alike(first: Color | None, second: Color | None) -> bool:
    """Say whether two colours are known, and cannot be told apart."""
    return first is not None and second is not None and all(map(_close, first, second))


def _close(first: float, second: float) -> bool:
    return abs(first - second) <= 1 - FULL


def around(points: Sequence[tuple[float, float]]) -> Area:
    """Return the box around points. There must be at least one."""
    across, up = [point[0] for point in points], [point[1] for point in points]
    return (min(across), min(up), max(across), max(up))


def common(first: Area, second: Area) -> Area:
    """Return what two boxes have in common; a box turned inside out where that is nothing."""
    return (max(first[0], second[0]), max(first[1], second[1]), min(first[2], second[2]), min(first[3], second[3]))


def touches(first: Area, second: Area) -> bool:
    """Say whether two boxes share at least a point."""
    return first[0] <= second[2] and second[0] <= first[2] and first[1] <= second[3] and second[1] <= first[3]


def holds_middle(area: Area, box: Area) -> bool:
    """Say whether the middle half of a box, across and up, lies in an area."""
    across, up = (box[2] - box[0]) / 4, (box[3] - box[1]) / 4
    return (
        area[0] <= box[0] + across and box[2] - across <= area[2] and area[1] <= box[1] + up and box[3] - up <= area[3]
    )
