"""Draw a page with pdfminer and note of each glyph what pdfplumber does not keep: its font, its code, and whether ink
of it can be seen.

Marked content nests (ISO 32000-1, 14.6.1): what follows an inner sequence belongs to the outer one again, which
pdfplumber's own device forgets.
"""

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pdfminer.converter import PDFPageAggregator
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdftypes import PDFObjRef, dict_value, resolve1
from pdfminer.psparser import LIT, PSLiteral
from pdfminer.utils import apply_matrix_pt
from pdfplumber.utils import decode_text

from pipeline.extract.ink import Area, Color, alike, around, common, holds_middle, is_white, mixed, touches

UNPAINTED = frozenset({3, 7})  # ISO 32000-1, table 106: neither fill nor stroke
FILLED = frozenset({0, 4})
INVISIBLE = "invisible"
CLIPPED = "outside the clipping path"
LAYER = "on a layer that is off"
WHITE = "white on white"
COVERED = "under what is painted over it"
MERGED = "in the colour of its ground"
RULE = 2.0  # points: what is painted thinner is a line and no ground
CLEAR = 0.01  # of 1: what covers so little is not seen


class Drawn(NamedTuple):
    """How one glyph was drawn.

    `font` is the object number of its font, 0 for one without; `code` is the character code, or the CID of a composite
    font; `mapped` says that the font's ToUnicode holds the code; `span` is the number of the innermost sequence with
    replacement text, or None; `width` is what the file says of its advance, in parts of the font's size.
    """

    font: int
    code: int
    mapped: bool
    hidden: str | None
    span: int | None
    width: float | None = None


@dataclass(frozen=True)
class Drawing:
    """The glyphs of a page in the order in which they are drawn, and the replacement text of each sequence."""

    glyphs: tuple[Drawn, ...]
    spans: dict[int, str]


@dataclass(frozen=True)
class _Sequence:
    """A marked-content sequence, with what it takes over from those around it."""

    tag: str | None = None
    mcid: int | None = None
    span: int | None = None
    off: bool = False


NO_SEQUENCE = _Sequence()


@dataclass
class _State:
    """What is noted while a page is drawn."""

    sequences: list[_Sequence] = field(default_factory=list)
    glyphs: list[Drawn] = field(default_factory=list)
    spans: dict[int, str] = field(default_factory=dict)
    grounds: list[Area] = field(default_factory=list)
    white: list[tuple[int, Area]] = field(default_factory=list)
    places: list[Area] = field(default_factory=list)
    covers: list[tuple[int, Area]] = field(default_factory=list)
    clip: Area | None = None
    opaque: bool = True
    clear: bool = False
    fills: list[tuple[Area, Color | None]] = field(default_factory=list)
    color: Color | None = None
    render: int = 0
    pale: bool = False


class Fonts(PDFResourceManager):  # type: ignore[misc] # pdfminer is not typed for us
    """The fonts of a file by their object number."""

    def __init__(self) -> None:
        super().__init__()
        self.numbers: dict[Any, int] = {}

    def get_font(self, objid: Any, spec: Any) -> Any:
        """Return a font, and note its object number."""
        font = super().get_font(objid, spec)
        if isinstance(objid, int):
            self.numbers[font] = objid
        return font


def draw(page: Any, fonts: Fonts, off: frozenset[int]) -> Drawing:
    """Draw a page of pdfplumber's, in the place of its own drawing, and return what was noted.

    Args:
        page: the page; its characters stand in the same order afterwards.
        fonts: the fonts of the file, kept from page to page.
        off: the object numbers of the layers that are off.
    """
    device = _Device(fonts, page.page_number, off)
    _Interpreter(fonts, device).process_page(page.page_obj)
    page._layout = device.get_result()
    state = device.state
    for position, area in state.white:
        if state.glyphs[position].hidden is None and not any(touches(area, ground) for ground in state.grounds):
            state.glyphs[position] = state.glyphs[position]._replace(hidden=WHITE)
    for position in _covered(state):
        state.glyphs[position] = state.glyphs[position]._replace(hidden=COVERED)
    return Drawing(tuple(state.glyphs), state.spans)


def _covered(state: _State) -> list[int]:
    """Return the glyphs that can be seen until something is painted over them."""
    return [
        position
        for position, (drawn, place) in enumerate(zip(state.glyphs, state.places, strict=True))
        if drawn.hidden is None
        and any(position < before and holds_middle(area, place) for before, area in state.covers)
    ]


class _Device(PDFPageAggregator):  # type: ignore[misc]
    def __init__(self, fonts: Fonts, number: int, off: frozenset[int]) -> None:
        super().__init__(fonts, pageno=number)
        self.fonts = fonts
        self.off = off
        self.state = _State()
        self.sequence = NO_SEQUENCE
        self.pool: dict[tuple[Any, ...], Drawn] = {}

    def begin_tag(self, tag: Any, props: Any = None, number: int | None = None) -> None:
        """Begin a sequence; `number` is the object number of a named property list."""
        outer = self.sequence
        held = props if isinstance(props, dict) else {}
        name = decode_text(tag.name)
        span = outer.span
        actual = resolve1(held.get("ActualText"))
        if isinstance(actual, bytes):
            span = len(self.state.spans)
            self.state.spans[span] = decode_text(actual)
        mcid = held.get("MCID")
        off = outer.off or (name == "OC" and self.is_off(number, held))
        inherited = outer.tag if mcid is None and outer.tag == "Artifact" else name
        self.sequence = _Sequence(inherited, outer.mcid if mcid is None else mcid, span, off)
        self.state.sequences.append(self.sequence)

    def is_off(self, number: int | None, layer: dict[str, Any]) -> bool:
        """Say whether a layer, or a membership of several, is off (ISO 32000-1, 8.11.2.2; policy AnyOn alone)."""
        groups = layer.get("OCGs")
        if groups is None:
            return number in self.off
        members = groups if isinstance(groups, list) else [groups]
        policy = layer.get("P")
        plain = "VE" not in layer and (policy is None or getattr(policy, "name", "") == "AnyOn")
        return plain and bool(members) and all(getattr(each, "objid", None) in self.off for each in members)

    def end_tag(self) -> None:
        """End a sequence: the one around it goes on."""
        if self.state.sequences:
            self.state.sequences.pop()
        self.sequence = self.state.sequences[-1] if self.state.sequences else NO_SEQUENCE

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        """Draw a string, and note how its glyphs are painted."""
        self.state.render = textstate.render
        white = is_white(graphicstate.ncolor, graphicstate.ncs.name)
        self.state.pale = textstate.render in FILLED and white
        filled = textstate.render == 0
        self.state.color = mixed(graphicstate.ncolor, graphicstate.ncs.name) if filled else None
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(self, *args: Any) -> float:
        """Draw a glyph, and note its font, its code, its tag, and whether it is seen."""
        advance: float = super().render_char(*args)
        item, state, sequence = self.cur_item._objs[-1], self.state, self.sequence
        item.mcid, item.tag = sequence.mcid, sequence.tag
        hidden = self._hidden(item, sequence)
        key = (args[1], args[5], hidden, sequence.span)
        drawn = self.pool.get(key)
        if drawn is None:
            drawn = self.pool[key] = self._drawn(*key)
        if hidden is None and state.pale:
            state.white.append((len(state.glyphs), item.bbox))
        state.glyphs.append(drawn)
        state.places.append(item.bbox)
        return advance

    def _drawn(self, font: Any, code: int, hidden: str | None, span: int | None) -> Drawn:
        held = getattr(getattr(font, "unicode_map", None), "cid2unichr", ())
        return Drawn(self.fonts.numbers.get(font, 0), code, code in held, hidden, span, font.char_width(code))

    def _hidden(self, item: Any, sequence: _Sequence) -> str | None:
        if sequence.off:
            return LAYER
        if self.state.render in UNPAINTED or (self.state.clear and self.state.render == 0):
            return INVISIBLE
        if self.state.clip is not None and not touches(item.bbox, self.state.clip):
            return CLIPPED
        ground = next((color for area, color in reversed(self.state.fills) if holds_middle(area, item.bbox)), None)
        return MERGED if alike(ground, self.state.color) else None

    def begin_figure(self, name: str, bbox: Any, matrix: Any) -> None:
        """Begin a form or a picture: nothing of it is seen outside its box (ISO 32000-1, 8.10.1)."""
        super().begin_figure(name, bbox, matrix)
        self.narrow(self.cur_item.bbox)

    def paint_path(self, gstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Any) -> None:
        """Draw a path; one filled with a colour is a ground on which white can be read."""
        super().paint_path(gstate, stroke, fill, evenodd, path)
        area = _area(path, self.ctm)
        if fill and not is_white(gstate.ncolor, gstate.ncs.name):
            self.cover(area)
        if fill and area is not None and _is_box(path, self.ctm):
            self.paint_over(area, mixed(gstate.ncolor, gstate.ncs.name))

    def render_image(self, name: str, stream: Any) -> None:
        """Draw a picture; white can be read on it."""
        super().render_image(name, stream)
        self.cover(self.cur_item.bbox)
        if not TRANSPARENT & set(stream.attrs) and not stream.attrs.get("ImageMask"):
            self.paint_over(self.cur_item.bbox, None)

    def paint_over(self, area: Area, color: Color | None) -> None:
        """Note that what was drawn before can no longer be seen in an area, and what is the ground of what follows."""
        state = self.state
        shown = area if state.clip is None else common(area, state.clip)
        if state.opaque and state.glyphs:
            state.covers.append((len(state.glyphs), shown))
        if min(shown[2] - shown[0], shown[3] - shown[1]) > RULE:
            state.fills.append((shown, color if state.opaque else None))

    def cover(self, area: Area | None) -> None:
        """Note that an area may not be white."""
        if area is not None:
            self.state.grounds.append(area)

    def narrow(self, area: Area | None) -> None:
        """Narrow what can be seen to a box."""
        if area is not None:
            self.state.clip = area if self.state.clip is None else common(self.state.clip, area)


class _Interpreter(PDFPageInterpreter):  # type: ignore[misc]
    """Pdfminer's, which leaves out clipping paths, shadings, layers and named property lists."""

    device: _Device

    def init_state(self, ctm: Any) -> None:
        """Begin a content stream with its own stack of clipping paths."""
        super().init_state(ctm)
        self.clips: list[tuple[Area | None, bool, bool]] = []

    def do_q(self) -> None:
        """Save the graphics state."""
        super().do_q()
        state = self.device.state
        self.clips.append((state.clip, state.opaque, state.clear))

    def do_Q(self) -> None:  # noqa: N802 - the operator's name
        """Restore the graphics state."""
        super().do_Q()
        state = self.device.state
        if self.clips:
            state.clip, state.opaque, state.clear = self.clips.pop()

    def do_gs(self, name: Any) -> None:
        """Take over a graphics state, of which only its transparency matters (ISO 32000-1, 11.6.4.4)."""
        held = dict_value(dict_value(self.resources.get("ExtGState") or {}).get(getattr(name, "name", "")) or {})
        if {"ca", "SMask", "BM"} & set(held):
            plain = getattr(resolve1(held.get("BM")), "name", "Normal") in ("Normal", "Compatible")
            solid = resolve1(held.get("ca", 1)) == 1 and getattr(resolve1(held.get("SMask")), "name", "None") == "None"
            self.device.state.opaque = plain and solid
        share = resolve1(held.get("ca"))
        if isinstance(share, int | float):
            self.device.state.clear = share < CLEAR

    def do_W(self) -> None:  # noqa: N802
        """Clip to the box around the current path."""
        self.device.narrow(_area(self.curpath, self.device.ctm))

    def do_W_a(self) -> None:  # noqa: N802
        """Clip to it by the other rule."""
        self.device.narrow(_area(self.curpath, self.device.ctm))

    def do_sh(self, name: Any) -> None:
        """Paint a shading: it may cover all that is not clipped."""
        super().do_sh(name)
        self.device.cover(self.device.state.clip or EVERYWHERE)

    def do_BDC(self, tag: Any, props: Any) -> None:  # noqa: N802
        """Begin a sequence; its property list may be named in the resources (ISO 32000-1, 14.6.2)."""
        if not isinstance(tag, PSLiteral):
            return
        held = props
        if isinstance(props, PSLiteral):
            held = dict_value(self.resources.get("Properties") or {}).get(props.name)
        number = held.objid if isinstance(held, PDFObjRef) else None
        self.device.begin_tag(tag, resolve1(held), number)

    def do_Do(self, xobjid_arg: Any) -> None:  # noqa: N802
        """Draw a form or a picture, which may belong to a layer; what it clips ends with it."""
        xobject = resolve1(self.xobjmap.get(getattr(xobjid_arg, "name", None)))
        layer = getattr(xobject, "attrs", {}).get("OC")
        state = self.device.state
        kept, depth = (state.clip, state.opaque, state.clear), len(state.sequences)
        if layer is not None:
            number = layer.objid if isinstance(layer, PDFObjRef) else None
            self.device.begin_tag(OPTIONAL, {**dict_value(layer), **self._around()}, number)
        super().do_Do(xobjid_arg)
        state.clip, state.opaque, state.clear = kept
        while len(state.sequences) > depth:
            self.device.end_tag()

    def _around(self) -> dict[str, Any]:
        sequences = self.device.state.sequences
        return {"MCID": sequences[-1].mcid} if sequences and sequences[-1].mcid is not None else {}


EVERYWHERE: Area = (float("-inf"), float("-inf"), float("inf"), float("inf"))
OPTIONAL = LIT("OC")
TRANSPARENT = frozenset({"SMask", "Mask", "SMaskInData"})
BOX = re.compile("ml{3,4}h?")


def _area(path: Any, ctm: Any) -> Area | None:
    """Return the box around a path, in the coordinates of the glyphs; None where it has no points."""
    points = [apply_matrix_pt(ctm, segment[at : at + 2]) for segment in path for at in range(1, len(segment) - 1, 2)]
    return around(points) if points else None


def _is_box(path: Any, ctm: Any) -> bool:
    """Say whether a path is one box whose sides are those of the page."""
    if not BOX.fullmatch("".join(segment[0] for segment in path)):
        return False
    points = [apply_matrix_pt(ctm, segment[1:3]) for segment in path if len(segment) > 1]
    return all(len({round(point[axis], 2) for point in points}) == 2 for axis in (0, 1))
