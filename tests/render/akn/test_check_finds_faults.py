"""Each fault put into a sound document is found, under the code that names it."""

import re
from collections.abc import Callable

import pytest

from pipeline.model.inline import Link
from pipeline.model.resolution import Resolution
from pipeline.render.akn.check import MOST, check, schema_errors
from pipeline.render.akn.write import write
from tests.reading import reading
from tests.render.docx.cases import everything, with_content
from tests.samples import chinese, english, words

Fault = Callable[[str], str]

POINT_A = '<point eId="para_1__point_a">\n          <num>(a)</num>'
IDENTITY = "/akn/un/statement/deliberation/un-ga/2021-12-06/76-500"


def _replaced(old: str, new: str) -> Fault:
    def fault(text: str) -> str:
        assert old in text, f"the fault finds nothing to change: {old}"
        return text.replace(old, new, 1)

    return fault


def _without(pattern: str) -> Fault:
    def fault(text: str) -> str:
        changed, count = re.subn(pattern, "", text, count=1, flags=re.DOTALL)
        assert count == 1, f"the fault finds nothing to take away: {pattern}"
        return changed

    return fault


def _points_swapped(text: str) -> str:
    first, second = re.search(r'<point eId="para_1__point_a">.*?</point>', text, re.DOTALL), None
    assert first
    second = re.search(r'<point eId="para_1__point_b">.*</point>', text, re.DOTALL)
    assert second
    return text[: first.start()] + second[0] + first[0] + text[second.end() :]


def _mark_moved(text: str) -> str:
    note = re.search(r'<authorialNote marker="2".*?</authorialNote>', text)
    assert note
    return text.replace(note[0], "", 1).replace("To measure, ", f"To {note[0]}measure, ", 1)


def _notes_change_places(text: str) -> str:
    """Swap two notes with all that they say and their ids, so that each stands at the other's mark."""
    one, two = (re.search(rf'<authorialNote marker="{number}".*?</authorialNote>', text) for number in "12")
    assert one
    assert two
    return text.replace(two[0], "(two)", 1).replace(one[0], two[0], 1).replace("(two)", one[0], 1)


def _header_made_cell(text: str) -> str:
    changed, count = re.subn(r"<th>(.*?)</th>", r"<td>\1</td>", text, count=1, flags=re.DOTALL)
    assert count == 1
    return changed


FAULTS: list[tuple[str, Fault, str]] = [
    # bytes and structure
    ("cut short", lambda text: text[: len(text) // 2], "R4AK01"),
    ("an entity", _replaced("<akomaNtoso", '<!DOCTYPE a [<!ENTITY x "y">]>\n<akomaNtoso'), "R4AK01"),
    ("a text outside every block", _replaced("<mainBody", "Invented.<mainBody"), "R4AK01"),
    ("a line that is no block", _replaced("</mainBody>", "<p>Invented.</p></mainBody>"), "R4AK01"),
    ("a comment in a text", _replaced("heavy &amp;", "heavy <!-- and dark -->&amp;"), "R4AK01"),
    ("an element that is not known", _replaced("<ref ", "<term refersTo='#symbol'>x</term><ref "), "R4AK01"),
    ("no metadata of the adoption", _without(r"<pipeline:adoption.*?</pipeline:adoption>"), "R4AK01"),
    ("not valid: a paragraph in a heading", _replaced("<heading>Wells", "<heading><p/>Wells"), "R4AK02"),
    ("not valid: one id twice", _replaced('eId="para_2"', 'eId="para_1"'), "R4AK02"),
    ("not valid: no main body", _without(r"<mainBody.*?</mainBody>"), "R4AK02"),
    # blocks and labels
    ("a point is gone", _without(r'<point eId="para_1__point_a">.*?</point>'), "R4AK03"),
    (
        "a paragraph more",
        _replaced(
            '<paragraph eId="para_2"',
            "<paragraph eId='x'><content><p>X</p></content></paragraph>\n<paragraph eId='para_2'",
        ),
        "R4AK03",
    ),
    ("two points swapped", _points_swapped, "R4AK03"),
    ("an id changed", _replaced('eId="para_1__point_a"', 'eId="para_1__point_x"'), "R4AK03"),
    (
        "a heading made a paragraph",
        _replaced('<section eId="sec_I" class="level_1">', '<section eId="sec_X" class="level_1">'),
        "R4AK03",
    ),
    ("a closing line is gone", _without(r'<p [^>]*eId="closing_1".*?</p>'), "R4AK03"),
    ("an annex under another id", _replaced('<attachment eId="annex_1"', '<attachment eId="annex_2"'), "R4AK03"),
    ("a label changed", _replaced("<num>(ii)</num>", "<num>(iii)</num>"), "R4AK04"),
    ("a label is gone", _replaced("<num>2.</num>", ""), "R4AK04"),
    ("an annex loses its label", _replaced("<num>Annex</num>", ""), "R4AK04"),
    # text, notes, links
    ("a word changed", _replaced("wells are deep", "wells are dry"), "R4AK05"),
    ("a space invented", _replaced("The depth;", "The depth; "), "R4AK05"),
    ("a title changed", _replaced("The counting of", "The painting of"), "R4AK05"),
    ("text in a cell changed", _replaced("South: not counted", "South: counted"), "R4AK05"),
    ("a caption changed", _replaced("Wells by district", "Wells by name"), "R4AK05"),
    ("a mark moved", _mark_moved, "R4AK06"),
    ("a mark made text", _without(r'<authorialNote marker="2".*?</authorialNote>'), "R4AK06"),
    ("two notes change places", _notes_change_places, "R4AK06"),
    ("a note says something else", _replaced("Two of them dry.", "Two of them deep."), "R4AK07"),
    ("a note lost its italics", _replaced("<i>Treaty Series</i>", "Treaty Series"), "R4AK09"),
    ("a note is gone with its mark", _without(r'<authorialNote marker="3".*?</authorialNote>'), "R4AK07"),
    (
        "a link leads elsewhere",
        _replaced('href="https://undocs.org/en/A/RES/70/9"', 'href="https://undocs.org/en/A/RES/70/8"'),
        "R4AK08",
    ),
    ("a link made text", lambda text: re.sub(r"<ref [^>]*>(resolution 70/9)</ref>", r"\1", text), "R4AK08"),
    # look and shape
    ("italics are gone", _replaced("<i>Noting</i>", "Noting"), "R4AK09"),
    ("italics made bold", _replaced("<i>Noting</i>", "<b>Noting</b>"), "R4AK09"),
    ("a language of a run invented", _replaced("<i>Noting</i>", '<i xml:lang="fr">Noting</i>'), "R4AK09"),
    ("opening words shortened", _replaced('pipeline:opening="0 9"', 'pipeline:opening="0 5"'), "R4AK09"),
    ("a heading of another level", _replaced('class="level_1"', 'class="level_2"'), "R4AK10"),
    ("a header cell made a cell", _header_made_cell, "R4AK10"),
    ("a cell no longer spans two", _replaced('colspan="2"', 'colspan="1"'), "R4AK10"),
    # masthead, adoption, data
    ("the agenda title changed", _replaced("Water: wells<", "Water: pumps<"), "R4AK11"),
    ("the date of issue changed", _replaced('date="2021-12-10">', 'date="2021-12-11">'), "R4AK11"),
    ("the job number is gone", _without(r"<docketNumber.*?</docketNumber>"), "R4AK11"),
    ("the adoption line changed", _replaced("Resolution adopted by", "Resolution rejected by"), "R4AK11"),
    ("another meeting", _replaced('number="50"', 'number="51"'), "R4AK11"),
    ("the file's digest changed", _replaced('sha256="0', 'sha256="1'), "R4AK12"),
    ("glyphs are not accounted for", _replaced('unaccounted="0"', 'unaccounted="7"'), "R4AK12"),
    # identity
    ("another work", _replaced(f'FRBRuri value="{IDENTITY}"', f'FRBRuri value="{IDENTITY}1"'), "R4AK13"),
    ("another expression", _replaced(f'FRBRuri value="{IDENTITY}/eng@"', f'FRBRuri value="{IDENTITY}/fra@"'), "R4AK13"),
    ("another language", _replaced('language="eng"', 'language="fra"'), "R4AK13"),
    ("the text in another language", _replaced('<mainBody xml:lang="en">', '<mainBody xml:lang="fr">'), "R4AK13"),
    (
        "another date of adoption",
        _replaced('date="2021-12-06" name="adoption"', 'date="2021-12-07" name="adoption"'),
        "R4AK13",
    ),
    (
        "said to be authoritative",
        _replaced('FRBRauthoritative value="false"', 'FRBRauthoritative value="true"'),
        "R4AK13",
    ),
    ("another symbol", _replaced('name="symbol" value="A/RES/76/500"', 'name="symbol" value="A/RES/76/501"'), "R4AK13"),
    ("an annex of another work", _replaced("eng@/!annex_1.xml", "eng@/!annex_9.xml"), "R4AK13"),
    # references
    ("a concept that is not declared", _replaced('refersTo="#publisher"', 'refersTo="#printer"'), "R4AK01"),
    ("an author that is not declared", _replaced('as="#editor"', 'as="#auditor"'), "R4AK14"),
    ("an ontology without the publisher", _without(r'<TLCRole eId="publisher"[^>]*/>'), "R4AK14"),
    ("the notice is gone", _without(r'<note eId="unofficial">.*?</note>'), "R4AK16"),
    ("the notice says something else", _replaced("Unofficial copy", "Official copy"), "R4AK16"),
    # what reads the same and is not what was written
    ("an attribute that says nothing", _replaced("<preface", '<preface class="blue"'), "R4AK17"),
    ("a name of a container changed", _replaced('name="Recalling"', 'name="Forgetting"'), "R4AK17"),
    ("a comment at the end", lambda text: text + "<!-- end -->", "R4AK17"),
]


def codes(text: str, resolution: Resolution) -> set[str]:
    return {finding.code for finding in check(text.encode(), resolution)}


@pytest.fixture(scope="module")
def sound() -> str:
    return write(english()).decode()


@pytest.mark.parametrize(("fault", "code"), [pytest.param(fault, code, id=name) for name, fault, code in FAULTS])
def test_each_fault_is_found(fault: Fault, code: str, sound: str) -> None:
    assert code in codes(fault(sound), english())


def test_a_mark_that_cites_another_note_is_found() -> None:
    text = write(everything()).decode()
    assert "R4AK06" in codes(text.replace('<noteRef href="#note_6"', '<noteRef href="#note_2"', 1), everything())


def test_a_reference_to_a_part_that_is_not_there_is_found() -> None:
    text = write(everything()).decode()
    assert "R4AK14" in codes(text.replace('src="#part_A"', 'src="#part_C"'), everything())


def test_a_vote_that_changed_is_found() -> None:
    resolution = reading("en_vote").resolution
    text = write(resolution).decode()
    changed = re.sub(r'(<count value=")\d+', r"\g<1>999", text, count=1)
    assert changed != text
    assert codes(changed, resolution) == {"R4AK11"}


def test_a_place_that_is_lost_is_found_with_its_block() -> None:
    resolution = reading("en_notes").resolution
    text = write(resolution).decode()
    changed = re.sub(r'<pipeline:block eId="para_1">.*?</pipeline:block>', "", text, count=1)
    found = check(changed.encode(), resolution)
    assert [(item.code, item.block) for item in found] == [("R4AK12", "para_1")]


@pytest.mark.parametrize("href", ["javascript:alert(1)", "file:///etc/passwd", "data:,x", "#para_1", "//evil.example"])
def test_a_link_that_must_not_be_followed_is_found(href: str) -> None:
    resolution = with_content((Link(href="https://undocs.org/A/RES/1 (I)", content=words("paragraph 77")),))
    changed = write(resolution).decode().replace('href="https://undocs.org/A/RES/1%20(I)"', f'href="{href}"')
    found = check(changed.encode(), resolution)
    assert [(item.code, item.block, item.found) for item in found] == [("R4AK15", "para_1", href)]


def test_findings_say_where_and_what(sound: str) -> None:
    changed = sound.replace("A well has a lid.", "A well has a lit.").encode()
    assert [(item.block, item.expected, item.found) for item in check(changed, english())] == [
        ("annex_1__para_1", "A well has a lid.", "A well has a lit.")
    ]


def test_findings_are_not_without_end(sound: str) -> None:
    assert 10 < len(check(sound.encode(), chinese())) <= MOST


def test_the_schema_s_errors_are_sentences_with_a_line(sound: str) -> None:
    assert schema_errors(sound.encode()) == []
    assert all(error.startswith("line ") for error in schema_errors(sound.replace("preamble", "prologue").encode()))
    assert len(schema_errors(b"nothing")) == 1


@pytest.mark.parametrize("character", ["\x00", "\x02", "\uffff"])
def test_a_character_that_xml_cannot_hold_is_found(character: str) -> None:
    resolution = with_content(words(f"a{character}b"))
    assert [(item.code, item.found) for item in check(write(resolution), resolution)] == [("R4AK05", "a\ufffdb")]
