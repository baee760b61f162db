"""Faults of the words: other ones, in another order, unseen, or looking like what they are not."""

import unicodedata
from copy import deepcopy

from tests.faults.docx.opened import (
    Package,
    bench,
    content,
    format_run,
    labelled,
    long_run,
    name,
    new,
    paragraph,
    paragraphs,
    text_with,
    texts,
)
from tests.faults.table import Kind, nth, pair
from tests.faults.trees import drop, swap

DOCX = bench()
FAULTS = DOCX.faults
fault = DOCX.fault


@fault(Kind.SEMANTIC)
def digit_other(package: Package) -> None:
    """A number of the resolution is another one."""
    text, digit = text_with(package, *"123456789")
    text.text = text.text.replace(digit, str(int(digit) % 9 + 1), 1)


@fault(Kind.SEMANTIC)
def words_lost(package: Package) -> None:
    """The end of a sentence is missing."""
    text = nth(text for text in texts(package) if len(text.text) > 8)
    text.text = text.text[:-4]


@fault(Kind.SEMANTIC)
def paragraph_lost(package: Package) -> None:
    """A paragraph of the resolution is missing."""
    drop(paragraph(package, "preamble__formula"))


@fault(Kind.SEMANTIC)
def paragraph_doubled(package: Package) -> None:
    """A paragraph stands twice."""
    doubled = deepcopy(paragraphs(package)[0])
    for mark in [*doubled.iter(name("w:bookmarkStart"), name("w:bookmarkEnd"))]:
        drop(mark)
    paragraphs(package)[0].addnext(doubled)


@fault(Kind.SEMANTIC)
def paragraph_invented(package: Package) -> None:
    """A paragraph stands in the resolution that the organ never adopted."""
    style = '<w:pPr><w:pStyle w:val="SingleTxt"/></w:pPr>'
    paragraphs(package)[1].addnext(new(f"<w:p>{style}<w:r><w:t>Decides to close all wells;</w:t></w:r></w:p>"))


@fault(Kind.SEMANTIC)
def paragraphs_swapped(package: Package) -> None:
    """Two paragraphs stand in the wrong order."""
    swap(*pair(paragraphs(package)[1:]))


@fault(Kind.SEMANTIC)
def paragraphs_joined(package: Package) -> None:
    """Two paragraphs run into one."""
    one, other = pair(paragraphs(package)[1:])
    for piece in list(content(other)):
        one.append(piece)
    drop(other)


@fault(Kind.SEMANTIC)
def paragraph_split(package: Package) -> None:
    """A paragraph ends in the middle of its sentence."""
    split = nth(found for found in paragraphs(package) if len(list(content(found))) > 2)
    rest = new("<w:p/>")
    rest.append(deepcopy(split[0]))
    rest.append(list(content(split))[-1])
    split.addnext(rest)


@fault(Kind.SEMANTIC)
def line_broken(package: Package) -> None:
    """A sentence is broken into two lines by hand."""
    long_run(package).addprevious(new("<w:r><w:br/></w:r>"))


@fault(Kind.SEMANTIC)
def label_drifted(package: Package) -> None:
    """Paragraph 2 is printed as paragraph 3."""
    label = nth(text for found in labelled(package) for text in found.iter(name("w:t")) if "2" in text.text)
    label.text = label.text.replace("2", "3")


@fault(Kind.SEMANTIC)
def label_lost(package: Package) -> None:
    """A paragraph has no number, and nobody can cite it."""
    drop(nth(content(nth(labelled(package)))))


@fault(Kind.SEMANTIC)
def labels_swapped(package: Package) -> None:
    """Points (a) and (b) have each other's letter."""
    one, other = pair(nth(found.iter(name("w:t"))) for found in labelled(package))
    one.text, other.text = other.text, one.text


@fault(Kind.SEMANTIC)
def label_in_sentence(package: Package) -> None:
    """The number of a paragraph is a word of its sentence, and no tabulator stands between."""
    tabulator = nth(nth(labelled(package)).iter(name("w:tab")))
    tabulator.getparent().replace(tabulator, new('<w:t xml:space="preserve"> </w:t>'))


@fault(Kind.SEMANTIC)
def soft_hyphen_added(package: Package) -> None:
    """A word is not found by a search, since it holds a hyphen that is not seen."""
    text = nth(text for text in texts(package) if len(text.text) > 8)
    text.text = text.text[:4] + "\u00ad" + text.text[4:]


@fault(Kind.SEMANTIC)
def empty_space_added(package: Package) -> None:
    """A word is not found by a search, since it holds a space without width."""
    text = nth(text for text in texts(package) if len(text.text) > 8)
    text.text = text.text[:4] + "\u200b" + text.text[4:]


@fault(Kind.SEMANTIC)
def direction_overridden(package: Package) -> None:
    """A word is shown backwards."""
    text = nth(text for text in texts(package) if len(text.text) > 8)
    text.text = text.text[:4] + "\u202e" + text.text[4:8] + "\u202c" + text.text[8:]


@fault(Kind.SEMANTIC)
def letter_of_another_script(package: Package) -> None:
    """A word looks right, and is not found, since a letter is one of another script."""
    twins = {"a": "а", "ي": "ی", "大": "⼤", "人": "⼈"}
    text, letter = text_with(package, *twins)
    text.text = text.text.replace(letter, twins[letter], 1)


@fault(Kind.SEMANTIC)
def letters_decomposed(package: Package) -> None:
    """A word looks right, and is not found, since its letters are spelt in two characters each."""
    found = [*texts(package), *texts(package, "word/footnotes.xml")]
    text = nth(text for text in found if unicodedata.normalize("NFD", text.text) != text.text)
    text.text = unicodedata.normalize("NFD", text.text)


@fault(Kind.SEMANTIC)
def quotes_straightened(package: Package) -> None:
    """Quotation marks are not those of the paper."""
    found = [*texts(package), *texts(package, "word/footnotes.xml")]
    text = nth(text for text in found if "“" in text.text or "’" in text.text)
    text.text = text.text.replace("“", '"').replace("’", "'")


@fault(Kind.SEMANTIC)
def spaces_not_kept(package: Package) -> None:
    """Words run into each other where a run begins or ends with a space."""
    edges = [text for text in texts(package) if text.text != text.text.strip()]
    del nth(edges).attrib[name("xml:space")]


@fault(Kind.SEMANTIC)
def space_lost(package: Package) -> None:
    """Two words are written as one."""
    text, _ = text_with(package, " ")
    text.text = text.text.replace(" ", "", 1)


@fault(Kind.SEMANTIC)
def spaces_doubled(package: Package) -> None:
    """Two spaces stand between two words."""
    text, _ = text_with(package, " ")
    text.text = text.text.replace(" ", "  ", 1)


@fault(Kind.SEMANTIC)
def letter_case_other(package: Package) -> None:
    """An organ or a State is written with a small letter."""
    text = nth(text for text in texts(package) if text.text != text.text.lower())
    text.text = text.text.lower()


@fault(Kind.SEMANTIC)
def text_hidden(package: Package) -> None:
    """Words are in the file and not on the page."""
    format_run(long_run(package), "<w:vanish/>")


@fault(Kind.SEMANTIC)
def text_white(package: Package) -> None:
    """Words are white on white."""
    format_run(long_run(package), '<w:color w:val="FFFFFF"/>')


@fault(Kind.SEMANTIC)
def text_tiny(package: Package) -> None:
    """Words are too small to see."""
    run = long_run(package)
    format_run(run, '<w:sz w:val="2"/>')
    format_run(run, '<w:szCs w:val="2"/>')


@fault(Kind.SEMANTIC)
def text_struck_out(package: Package) -> None:
    """Words are struck out, as if they had been deleted."""
    format_run(long_run(package), "<w:strike/>")


@fault(Kind.SEMANTIC)
def text_in_capitals(package: Package) -> None:
    """Words are shown in capitals that are not so in the paper."""
    format_run(long_run(package), "<w:caps/>")


@fault(Kind.SEMANTIC)
def text_raised(package: Package) -> None:
    """Words look like the mark of a note."""
    format_run(long_run(package), '<w:vertAlign w:val="superscript"/>')


@fault(Kind.SEMANTIC)
def text_in_symbols(package: Package) -> None:
    """Words are shown as little pictures."""
    font = "Wingdings"
    format_run(long_run(package), f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>')


@fault(Kind.SEMANTIC)
def opening_words_plain(package: Package) -> None:
    """The words that say what the organ does no longer stand out."""
    kinds = {name(f"w:{kind}") for kind in ("i", "iCs", "b", "bCs")}
    styled = (run for found in paragraphs(package) for run in found.iter(name("w:rPr")))
    for setting in nth(found for run in styled if (found := [child for child in run if child.tag in kinds])):
        drop(setting)


@fault(Kind.SEMANTIC)
def insertion_tracked(package: Package) -> None:
    """Words are shown as somebody's proposal."""
    run = long_run(package)
    change = new('<w:ins w:id="9001" w:author="Jane Doe" w:date="2026-01-01T12:00:00Z"/>')
    run.addprevious(change)
    change.append(run)


@fault(Kind.SEMANTIC)
def deletion_tracked(package: Package) -> None:
    """Words are shown as deleted, and vanish when the changes are accepted."""
    run = long_run(package)
    change = new('<w:del w:id="9001" w:author="Jane Doe" w:date="2026-01-01T12:00:00Z"/>')
    run.addprevious(change)
    change.append(run)
    for text in list(run.iter(name("w:t"))):
        text.tag = name("w:delText")


@fault(Kind.SEMANTIC)
def text_in_box(package: Package) -> None:
    """A paragraph floats in a box beside the text, and screen readers pass it over."""
    boxed = paragraph(package, "preamble__formula")
    holder = new(
        '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:200pt;height:50pt">'
        "<v:textbox><w:txbxContent/></v:textbox></v:shape></w:pict></w:r></w:p>"
    )
    boxed.addprevious(holder)
    nth(holder.iter(name("w:txbxContent"))).append(boxed)


@fault(Kind.SEMANTIC)
def title_other(package: Package) -> None:
    """The resolution has the title of another one."""
    title = nth(package.find("//w:p[w:bookmarkStart[@w:name='title']]//w:t[last()]"))
    title.text = title.text[::-1]


@fault(Kind.SEMANTIC)
def masthead_other(package: Package) -> None:
    """The first page names another symbol than the headers do."""
    symbol = nth(text for text in package.find("//w:p//w:t") if text.text.startswith("/"))
    symbol.text = "/RES/1/1"


@fault(Kind.SEMANTIC)
def closing_lost(package: Package) -> None:
    """Nothing says at which meeting the resolution was adopted."""
    drop(paragraph(package, "closing_1"))


@fault(Kind.SEMANTIC)
def text_behind_condition(package: Package) -> None:
    """Words stand in a block that only some versions of Word show."""
    run = long_run(package)
    space = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    choice = new(
        f'<mc:AlternateContent xmlns:mc="{space}"><mc:Choice Requires="w"/><mc:Fallback/></mc:AlternateContent>'
    )
    run.addprevious(choice)
    choice[1].append(run)
