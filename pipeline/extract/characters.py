"""Which characters no text may hold: those that stand for no character at all, and those that only steer others."""

import re

# Controls, halves of pairs, and the noncharacters of each plane (Unicode 23.7).
_PLANES = "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
_UNWRITABLE = rf"\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_PLANES}"
UNWRITABLE = re.compile(f"[{_UNWRITABLE}]")
# The same, and what a reader gives for a glyph without a character.
UNMAPPED = re.compile(rf"\(cid:\d+\)|[\ufffd{_UNWRITABLE}]")
# Ends of lines, pages and files, which are white space wherever they stand.
ENDS = re.compile("[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
# Embeddings, overrides, isolates, tags, interlinear annotation: never drawn, but they change how others are shown.
STEERS = re.compile("[\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f\ufff9-\ufffb]")
