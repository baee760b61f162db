"""Resolutions of our own writing that try what the plain samples do not."""

from pipeline.languages.loader import Language, languages
from pipeline.model.resolution import (
    Adoption,
    Annex,
    Block,
    Cell,
    Closing,
    Content,
    Heading,
    Link,
    Note,
    NoteMark,
    Paragraph,
    Part,
    Resolution,
    Row,
    Table,
    Text,
)
from tests.samples import english, words

LONG_ID = "annex_2__part_1__section_14__para_3__point_a__point_iv__point_b"


def with_text(text: str) -> Resolution:
    """Return the English sample with one more paragraph of any text."""
    block = Paragraph(id="para_9", label="9.", content=(Text(text=text),))
    return english().model_copy(update={"operative": (*english().operative, block)})


def with_blocks(*blocks: Block) -> Resolution:
    """Return the English sample with other operative blocks and the same notes cited by the preamble alone."""
    return english().model_copy(update={"operative": blocks, "notes": english().notes[:1]})


def with_content(content: Content, notes: tuple[Note, ...] = english().notes[:1]) -> Resolution:
    """Return the English sample with one operative paragraph of some inline content."""
    resolution = with_blocks(Paragraph(id="para_1", label="1.", content=content))
    return resolution.model_copy(update={"notes": notes})


def _deep() -> Paragraph:
    block = Paragraph(id="para_1__deep_7", label="—", content=words("the deepest;"))
    for depth in range(6, 1, -1):
        below = Paragraph(id=f"para_1__deep_{depth}__wrap", content=words(f"and so on at {depth};"))
        block = Paragraph(
            id=f"para_1__deep_{depth}", label=f"({depth})", content=words("deeper:"), children=(block, below)
        )
    return block


def _tables() -> tuple[Block, ...]:
    head = Row(
        cells=(
            Cell(header=True, rowspan=2, content=words("District")),
            Cell(header=True, colspan=2, content=words("Wells")),
        )
    )
    second = Row(cells=(Cell(header=True, content=words("Wet")), Cell(header=True, content=words("Dry"))))
    body = Row(
        cells=(
            Cell(header=True, rowspan=2, content=words("North")),
            Cell(content=(Text(text="12"), NoteMark(marker="b"))),
            Cell(),
        )
    )
    last = Row(cells=(Cell(colspan=2, rowspan=9, content=words("not counted")),))
    ragged = Row(cells=(Cell(content=words("South")),))
    return (
        Table(id="table_1", rows=(head, second, body, last)),
        Table(id="table_2", rows=(ragged, Row(cells=()), Row(cells=(Cell(content=words("a")), Cell())))),
        Table(id="table_3", caption=words("Nothing"), rows=()),
        Table(id="table_4", rows=(Row(cells=tuple(Cell(content=words(f"c{n}")) for n in range(7))),)),
    )


def _links() -> Content:
    return (
        Text(text="See "),
        Link(
            href="https://undocs.org/en/A/RES/1 (I)",
            content=(
                Text(text="one", style=("bold",)),
                NoteMark(marker="1"),
                Text(text=" two"),
                Link(href="mailto:wells@example.org", content=words(" three")),
            ),
        ),
        Text(text=" and H"),
        Text(text="2", style=("subscript",)),
        Text(text="O, m"),
        Text(text="2", style=("superscript", "italic")),
        Text(text=", "),
        Text(text="соль", lang="ru", style=("underline",)),
        Text(text=", "),
        Text(text="بئر (1) ماء", lang="ar"),
        Text(text=" end  "),
    )


def _part(letter: str, annexes: tuple[Annex, ...] = ()) -> Part:
    identifier = f"part_{letter}"
    return Part(
        id=identifier,
        label=letter,
        title=(Text(text=f"Wells {letter}"), NoteMark(marker="1")),
        adoption=Adoption(statement=f"Adopted {letter}", source=f"[without a report, {letter}]"),
        preamble=(
            Paragraph(id=f"{identifier}__preamble__para_1", content=(Text(text="Recalling"), NoteMark(marker="1"))),
        ),
        operative=(
            Heading(id=f"{identifier}__sec_1", level=1, content=words("Heads")),
            Heading(id=f"{identifier}__sec_1_1", level=2, label="A.", content=words("Lids")),
            Paragraph(id=f"{identifier}__para_1", label="1.", content=words("Decides.")),
        ),
        closing=(Closing(id=f"{identifier}__closing_1", content=words(f"Meeting {letter}")),),
        annexes=annexes,
    )


def everything() -> Resolution:
    """Return a composite with every construct and every oddity at once."""
    annex = Annex(
        id="part_B__annex_1",
        label="Annex",
        content=(
            Heading(id="part_B__annex_1__sec_1", level=1, label="I.", content=words("Rules")),
            Paragraph(id=LONG_ID, label="1.", content=words("A rule with a long id.")),
            Paragraph(id="Para_1", content=words("An id that differs by case alone.")),
            Paragraph(id="第1段", content=words("An id in Chinese.")),
        ),
    )
    marks = Paragraph(
        id="para_2",
        label="2.",
        content=(
            Text(text="Cites"),
            NoteMark(marker="3"),
            NoteMark(marker="3"),
            Text(text=" a note three times"),
            NoteMark(marker="3"),
            Text(text=", a star"),
            NoteMark(marker="*"),
            Text(text=" and none"),
            NoteMark(marker="99"),
        ),
    )
    return english().model_copy(
        update={
            "adoption": english().adoption.model_copy(
                update={"source_content": (Text(text="[on the report]", style=("italic",)), NoteMark(marker="2"))}
            ),
            "operative": (
                Paragraph(id="para_1", label="1.", content=_links(), children=(_deep(),)),
                marks,
                *_tables(),
                Paragraph(
                    id="para_3", label="3.", content=words("\tTabs\tand\nlines \r\n  and\u00a0non\u2011breaking ")
                ),
                Paragraph(id="para_4", label="4."),
            ),
            "parts": (_part("A"), _part("B", (annex,))),
            "notes": (
                *(Note(marker=marker, content=words(f"Note {marker}, main.")) for marker in ("2", "1", "3", "*", "b")),
                Note(marker="1", content=words("Note 1 of A.")),
                Note(marker="1", content=(Text(text="Note 1 of B, see"), NoteMark(marker="3"))),
                Note(marker="7", content=words("Cited by nobody.")),
                Note(marker="8"),
            ),
        }
    )


def arabic_pack() -> Language:
    """Return a language that runs from right to left, made from the English one."""
    pack = languages()["en"]
    output = pack.output.model_copy(
        update={"word_fonts": ("Times New Roman", "SimSun", "Traditional Arabic"), "unofficial": "نسخة غير رسمية."}
    )
    lines = {"tag": "ar", "iri": "ara", "name": "العربية", "direction": "rtl", "script": "Arab", "output": output}
    return pack.model_copy(update=lines)


def arabic() -> Resolution:
    """Return a resolution in Arabic with a symbol, numbers, a note and a table."""
    return english().model_copy(
        update={
            "language": "ar",
            "title": words("عد آبار القرى"),
            "masthead": english().masthead.model_copy(
                update={"publisher": "الأمــم المتحـدة", "organ": "الجمعية العامة", "agenda_title": "المياه: الآبار"}
            ),
            "adoption": Adoption(statement="قرار اتخذته الجمعية العامة في 6 كانون الأول/ديسمبر 2021"),
            "preamble": (
                Paragraph(
                    id="preamble__para_1",
                    content=(
                        Text(text="إذ تشير", style=("bold", "italic")),
                        Text(text=" إلى قرارها 70/9 والوثيقة A/76/999، الفقرة 9"),
                        NoteMark(marker="(1)"),
                        Text(text="،"),
                    ),
                ),
            ),
            "operative": (
                Paragraph(
                    id="para_1",
                    label="1 -",
                    content=words("تطلب عد الآبار:"),
                    children=(
                        Paragraph(id="para_1__point_a", label="(أ)", content=words("في القرى (3)؛")),
                        Paragraph(id="para_1__point_b", label="(ب)", content=words("في المدن.")),
                    ),
                ),
                Table(id="table_1", rows=(Row(cells=(Cell(content=words("بئر")), Cell(content=words("12")))),)),
            ),
            "annexes": (),
            "notes": (Note(marker="(1)", content=words("انظر A/70/1.")),),
        }
    )
