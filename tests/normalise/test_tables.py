"""Tables drawn by rules: which lines belong to them."""

from dataclasses import replace

from pipeline.languages.loader import languages
from pipeline.model.blocks import Grid
from pipeline.model.pages import Element, Line, Page, Pages, Rule
from pipeline.normalise.passages import Gatherer, Measure
from pipeline.normalise.tables import find_grids
from tests.glyphs import glyphs, line, page, pages

LEFT, MIDDLE, RIGHT = 100.0, 250.0, 400.0


def row(first: str, second: str, baseline: float) -> Line:
    cells = (*glyphs(first, LEFT + 2, baseline), *(glyphs(second, MIDDLE + 2, baseline) if second else ()))
    return Line(1, cells, baseline, 10.0)


def ruled(*lines: Line, rules: tuple[float, ...]) -> Page:
    drawn = [Rule(x0, at, x1, at + 0.5) for at in rules for x0, x1 in ((LEFT, MIDDLE), (MIDDLE, RIGHT))]
    return replace(page(lines), rules=tuple(drawn))


def grids(made: Pages) -> tuple[list[int], int]:
    lines = [line for page in made.pages for line in page.lines]
    found = find_grids(lines, made, Gatherer(made, languages()["en"], Measure(1.2, LEFT, RIGHT)))
    tables = [block for block in found.blocks if isinstance(block, Grid)]
    return [len(table.rows) for table in tables], len(found.blocks) - len(tables)


TOP = (row("Town", "Planks", 115), row("Mill Island", "7", 140), row("Sum", "7", 165))
RULES = (100.0, 122.0, 170.0)


def test_rows_under_the_last_rule_belong_to_the_table_and_a_line_that_no_row_follows_does_not() -> None:
    lines = (*TOP, row("Ferry End", "", 185), row("Upper bank", "3", 205), row("Including the lock.", "", 225))
    assert grids(pages(ruled(*lines, rules=RULES))) == ([5], 1)


def test_a_word_may_stand_out_of_the_last_column_a_little() -> None:
    wide = Line(1, (*glyphs("Mill", LEFT + 2, 140), *glyphs("n" * 30, MIDDLE + 5, 140)), 140, 10.0)
    assert wide.x1 > RIGHT + 3
    assert grids(pages(ruled(TOP[0], wide, TOP[2], rules=RULES))) == ([3], 0)


def spans(made: Pages) -> list[list[tuple[int, int]]]:
    """Return how many columns and rows each cell of the one table takes."""
    lines = [line for page in made.pages for line in page.lines]
    found = find_grids(lines, made, Gatherer(made, languages()["en"], Measure(1.2, LEFT, RIGHT)))
    (table,) = [block for block in found.blocks if isinstance(block, Grid)]
    return [[(cell.colspan, cell.rowspan) for cell in row] for row in table.rows]


def test_a_text_over_the_edge_of_a_column_spans_both() -> None:
    whole = line("South bank: not counted in this year or the last", x=LEFT + 2, baseline=140)
    assert whole.x1 > MIDDLE
    assert spans(pages(ruled(TOP[0], whole, TOP[2], rules=RULES))) == [[(1, 1)] * 2, [(2, 1)], [(1, 1)] * 2]


def test_a_cell_spans_what_its_tag_says() -> None:
    types = [("Table", None, 1, 1), ("TR", 0, 1, 1), ("TD", 1, 2, 1), ("TR", 0, 1, 1), ("TD", 3, 1, 2), ("TD", 3, 1, 1)]
    elements = tuple(Element(at, kind, up, None, across, down) for at, (kind, up, across, down) in enumerate(types))
    placed = [("South bank: not counted", LEFT, 115.0, 2), ("Mill", LEFT, 140.0, 4), ("7", MIDDLE, 140.0, 5)]
    lines = tuple(
        replace(whole, glyphs=tuple(replace(glyph, element=cell) for glyph in whole.glyphs))
        for text, x, baseline, cell in placed
        for whole in (line(text, x=x, baseline=baseline),)
    )
    assert spans(Pages((page(lines),), elements, None, True)) == [[(2, 1)], [(1, 2), (1, 1)]]


def overleaf(*rows: Line) -> tuple[list[int], int]:
    """Return the rows of the tables on two pages, the second with these, and how many cells are printed again."""
    first = ruled(*TOP, rules=RULES)
    second = replace(ruled(*rows, rules=RULES), number=2)
    moved = tuple(replace(line, page=2, glyphs=tuple(replace(g, page=2) for g in line.glyphs)) for line in second.lines)
    made = pages(first, replace(second, lines=moved))
    lines = (*first.lines, *moved)
    found = find_grids(lines, made, Gatherer(made, languages()["en"], Measure(1.2, LEFT, RIGHT)))
    return [len(block.rows) for block in found.blocks if isinstance(block, Grid)], len(found.repeated)


def test_a_header_printed_again_overleaf_is_no_row() -> None:
    assert overleaf(row("Town", "Planks", 115), row("Ferry End", "3", 140), row("Sum", "3", 165)) == ([5], 2)


def test_a_table_that_goes_on_overleaf_without_its_header_is_one() -> None:
    assert overleaf(row("Upper bank", "1", 115), row("Ferry End", "3", 140), row("Sum", "3", 165)) == ([6], 0)


def test_text_left_of_the_table_is_none_of_it() -> None:
    outside = line("A heading that begins left of both tables", x=60.0, baseline=140.0)
    assert grids(pages(ruled(TOP[0], outside, TOP[2], rules=RULES)))[1] == 1


def test_a_header_row_is_known_again_overleaf_without_the_header_of_a_part() -> None:
    heads = [_small(each) for each in (row("Town", "Planks", 115), row("Upper bank", "sawn", 135))]
    body = [row("Mill Island", "7", 150), row("Ferry End", "3", 165), row("Lock", "2", 180)]
    above = ruled(*heads, *body, rules=(100.0, 122.0, 140.0, 155.0, 170.0, 185.0))
    over = [_overleaf(each) for each in (heads[0], row("Bridge", "4", 140), row("Sum", "16", 165))]
    assert grids(pages(above, replace(ruled(*over, rules=RULES), number=2))) == ([7], 0)


def _small(each: Line) -> Line:
    return replace(each, size=8.0, glyphs=tuple(replace(glyph, size=8.0) for glyph in each.glyphs))


def _overleaf(each: Line) -> Line:
    return replace(each, page=2, glyphs=tuple(replace(glyph, page=2) for glyph in each.glyphs))


def test_a_drawn_row_has_a_cell_in_every_column() -> None:
    rows = (row("Town", "Planks", 115), row("Of which:", "", 140), row("Sum", "7", 165))
    assert spans(pages(ruled(*rows, rules=RULES))) == [[(1, 1), (1, 1)]] * 3


def tagged(whole: Line, element: int) -> Line:
    return replace(whole, glyphs=tuple(replace(glyph, element=element) for glyph in whole.glyphs))


def test_tags_say_what_in_a_drawn_table_is_none_of_it() -> None:
    types = [("Table", None), ("TR", 0), ("TD", 1), ("P", None)]
    elements = tuple(Element(at, kind, up) for at, (kind, up) in enumerate(types))
    lines = (tagged(TOP[0], 2), tagged(line("1. A point.", x=LEFT, baseline=140.0), 3), tagged(TOP[2], 2))
    made = ruled(*lines, rules=RULES)
    assert grids(Pages((made,), elements, None, True))[1] == 1


def test_a_heading_between_two_tables_parts_them() -> None:
    elements = (Element(0, "P", None), Element(1, "H2", None))
    again = (row("Town", "Planks", 190), row("Ferry End", "3", 215), row("Sum", "3", 240))
    between = tagged(line("B. Lower bank", x=LEFT, baseline=178.0), 1)
    lines = (*(tagged(each, 0) for each in TOP), between, *(tagged(each, 0) for each in again))
    made = ruled(*lines, rules=(*RULES, 182.0, 197.0, 245.0))
    assert grids(Pages((made,), elements, None, True)) == ([3, 3], 1)


def test_a_row_is_one_whatever_its_style() -> None:
    elements = (Element(0, "P", None), Element(1, "H2", None))
    lines = (tagged(TOP[0], 1), *(tagged(each, 0) for each in TOP[1:]))
    assert grids(Pages((ruled(*lines, rules=RULES),), elements, None, True)) == ([3], 0)


def test_cells_without_text_and_the_caption_are_there_where_the_tree_has_them() -> None:
    types = [("Table", None), ("Caption", 0), ("TR", 0), ("TH", 2), ("TH", 2), ("TR", 0), ("TD", 5), ("TD", 5)]
    elements = tuple(Element(at, kind, up) for at, (kind, up) in enumerate(types))
    texts = (("Planks by town", 100.0, 1), ("Town", 115.0, 3), ("Mill Island", 140.0, 6))
    lines = tuple(tagged(line(text, x=LEFT, baseline=baseline), element) for text, baseline, element in texts)
    made = Pages((page(lines),), elements, None, True)
    assert spans(made) == [[(1, 1), (1, 1)]] * 2
    found = find_grids(lines, made, Gatherer(made, languages()["en"], Measure(1.2, LEFT, RIGHT)))
    assert [each.caption for each in found.blocks if isinstance(each, Grid)] == [lines[:1]]
