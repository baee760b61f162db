"""Resolutions of our own writing, as models: every kind of block, once, in two languages."""

from pipeline.model.resolution import (
    Adoption,
    Annex,
    Block,
    Cell,
    Closing,
    Conservation,
    Content,
    Formula,
    Heading,
    Link,
    Masthead,
    Meeting,
    Note,
    NoteMark,
    Paragraph,
    Resolution,
    Row,
    Session,
    SourceFile,
    Table,
    Text,
)


def words(text: str) -> Content:
    """Return plain inline content."""
    return (Text(text=text),)


def unchecked_link(href: str, content: Content) -> Link:
    """Return a link that the model would refuse, as if it had got past it."""
    return Link.model_construct(href=href, content=content)


def _opening(opening: str, rest: str) -> Content:
    return (Text(text=opening, style=("italic",)), Text(text=rest))


def english() -> Resolution:
    """Return an English resolution with points, notes, a heading, a table and an annex."""
    preamble: tuple[Block, ...] = (
        Formula(id="preamble__formula", content=words("The General Assembly,")),
        Paragraph(
            id="preamble__para_1",
            opening=(0, 9),
            content=(
                *_opening("Recalling", " its "),
                Link(href="https://undocs.org/en/A/RES/70/9", content=words("resolution 70/9")),
                Text(text=" of 3 December 2015 on village wells,"),
                NoteMark(marker="1"),
            ),
        ),
        Paragraph(
            id="preamble__para_2",
            opening=(0, 6),
            content=_opening("Noting", " that water is heavy & wells are deep <1 m²>,"),
        ),
    )
    operative: tuple[Block, ...] = (
        Heading(id="sec_I", level=1, label="I.", content=words("Wells and pumps")),
        Paragraph(
            id="para_1",
            label="1.",
            opening=(0, 8),
            content=(*_opening("Requests", " the Keeper of Wells:"),),
            children=(
                Paragraph(id="para_1__point_a", label="(a)", content=words("To count all wells;")),
                Paragraph(
                    id="para_1__point_b",
                    label="(b)",
                    content=(Text(text="To measure, well by well:"), NoteMark(marker="2")),
                    children=(
                        Paragraph(id="para_1__point_b__point_i", label="(i)", content=words("The depth;")),
                        Paragraph(
                            id="para_1__point_b__point_ii", label="(ii)", content=words("The warmth of the water;")
                        ),
                    ),
                ),
                Paragraph(id="para_1__wrap_1", content=words("and to report on both to the Assembly;")),
            ),
        ),
        Paragraph(id="para_2", label="2.", opening=(0, 7), content=(*_opening("Decides", " on the table below:"),)),
        Table(
            id="table_1",
            caption=words("Wells by district"),
            rows=(
                Row(cells=(Cell(header=True, content=words("District")), Cell(header=True, content=words("Wells")))),
                Row(cells=(Cell(content=words("North")), Cell(content=(Text(text="12"), NoteMark(marker="3"))))),
                Row(cells=(Cell(colspan=2, content=words("South: not counted")),)),
            ),
        ),
        Paragraph(id="para_3", label="3.", opening=(0, 7), content=_opening("Decides", " to return to the matter.")),
    )
    notes = (
        Note(
            marker="1",
            content=(
                Text(text="See "),
                Link(href="https://undocs.org/en/A/70/1", content=words("A/70/1")),
                Text(text=", and "),
                Text(text="Treaty Series", style=("italic",)),
                Text(text=", vol. 7."),
            ),
        ),
        Note(marker="2", content=words("In the sense of article 4.")),
        Note(marker="3", content=words("Two of them dry.")),
    )
    annex = Annex(
        id="annex_1",
        label="Annex",
        title=words("Rules for wells"),
        content=(
            Paragraph(id="annex_1__para_1", label="1.", content=words("A well has a lid.")),
            Paragraph(id="annex_1__para_2", label="2.", content=words("A lid has a handle.")),
        ),
    )
    return Resolution(
        iri="/akn/un/statement/deliberation/un-ga/2021-12-06/76-500/eng@",
        symbol="A/RES/76/500",
        number="76/500",
        title_label="76/500.",
        language="en",
        organ="general-assembly",
        title=words("The counting of village wells"),
        masthead=Masthead(
            publisher="United Nations",
            organ="General Assembly",
            distribution="Distr.: General",
            issued="2021-12-10",
            issued_text="10 December 2021",
            session=Session(text="Seventy-sixth session", ordinal=76),
            agenda_item="Agenda item 20 (a)",
            agenda_numbers=("20 (a)",),
            agenda_title="Water: wells",
            job_number="21-00001 (E)",
        ),
        adoption=Adoption(
            statement="Resolution adopted by the General Assembly on 6 December 2021",
            source="[on the report of the Second Committee (A/76/999, para. 9)]",
            source_content=words("[on the report of the Second Committee (A/76/999, para. 9)]"),
            source_symbols=("A/76/999",),
            date="2021-12-06",
            date_text="6 December 2021",
            meeting=Meeting(text="50th plenary meeting", number=50),
        ),
        preamble=preamble,
        operative=operative,
        closing=(
            Closing(id="closing_1", content=words("50th plenary meeting")),
            Closing(id="closing_2", content=words("6 December 2021")),
        ),
        annexes=(annex,),
        notes=notes,
        source=SourceFile(file="wells.pdf", sha256="0" * 64, pages=2),
        conservation=Conservation(glyphs=0, by_fate={}),
    )


def chinese() -> Resolution:
    """Return a Chinese resolution with points, a note and a link."""
    return Resolution(
        iri="/akn/un/statement/deliberation/un-ga/2021-12-06/76-500/zho@",
        symbol="A/RES/76/500",
        number="76/500",
        title_label="76/500.",
        language="zh",
        organ="general-assembly",
        title=words("统计乡村水井"),
        masthead=Masthead(
            publisher="联合国",
            organ="大会",
            distribution="Distr.: General",
            issued="2021-12-10",
            issued_text="10 December 2021",
            language_text="Chinese",
            original_text="Original: English",
            original_language="en",
            session=Session(text="第七十六届会议", ordinal=76),
            agenda_item="议程项目20(a)",
            agenda_numbers=("20 (a)",),
            agenda_title="水：水井",
            job_number="21-00001 (C)",
        ),
        adoption=Adoption(
            statement="2021年12月6日大会决议",
            source="[根据第二委员会的报告(A/76/999，第9段)通过]",
            source_content=words("[根据第二委员会的报告(A/76/999，第9段)通过]"),
            source_symbols=("A/76/999",),
            date="2021-12-06",
            date_text="2021年12月6日",
            meeting=Meeting(text="第50次全体会议", number=50),
        ),
        preamble=(
            Formula(id="preamble__formula", content=words("大会，")),
            Paragraph(
                id="preamble__para_1",
                opening=(0, 2),
                content=(
                    Text(text="回顾", style=("bold",)),
                    Text(text="关于乡村水井的"),
                    Link(href="https://undocs.org/zh/A/RES/70/9", content=words("第70/9号决议")),
                    Text(text="，"),
                    NoteMark(marker="1"),
                ),
            ),
        ),
        operative=(
            Paragraph(
                id="para_1",
                label="1.",
                opening=(0, 1),
                content=(Text(text="请", style=("bold",)), Text(text="水井看守人：")),
                children=(
                    Paragraph(id="para_1__point_a", label="(a)", content=words("统计所有水井，“不论深浅”；")),
                    Paragraph(id="para_1__point_b", label="(b)", content=words("测量水温。")),
                ),
            ),
        ),
        closing=(
            Closing(id="closing_1", content=words("2021年12月6日")),
            Closing(id="closing_2", content=words("第50次全体会议")),
        ),
        notes=(Note(marker="1", content=words("见A/70/1。")),),
        source=SourceFile(file="wells.zh.pdf", sha256="0" * 64, pages=1),
        conservation=Conservation(glyphs=0, by_fate={}),
    )
