"""Faults of the page: its links and addresses, languages, head and frame, and what must not be in it."""

from typing import Any

from tests.faults.html.opened import bench, new, paragraphs, repermit
from tests.faults.table import Bench, Kind, last, nth, pair
from tests.faults.trees import swap_values

HTML = bench()
RAW = Bench("html", bytearray, bytes)
fault = HTML.fault


@fault(Kind.SEMANTIC)
def link_retargeted(page: Any) -> None:
    """A cited resolution opens another one."""
    nth(page.xpath("//a[@class='external']")).set("href", "https://undocs.org/en/A/RES/1/1")


@fault(Kind.SEMANTIC)
def link_lost(page: Any) -> None:
    """A cited document can no longer be opened."""
    nth(page.xpath("//a[@class='external']")).drop_tag()


@fault(Kind.SEMANTIC)
def link_runs_script(page: Any) -> None:
    """A link runs a program."""
    nth(page.xpath("//a[@class='external']")).set("href", "javascript:alert(1)")


@fault(Kind.SEMANTIC)
def id_lost(page: Any) -> None:
    """A link from outside to one paragraph opens the beginning."""
    del nth(page.xpath("//main//*[contains(@id, 'para_1')]")).attrib["id"]


@fault(Kind.SEMANTIC)
def ids_swapped(page: Any) -> None:
    """Links to two paragraphs open each other's."""
    swap_values(*pair(page.xpath("//main//li[starts-with(@id, 'para_') and contains(@id, 'point')]")), "id")


@fault(Kind.FORMAL)
def id_doubled(page: Any) -> None:
    """A link from outside may open either of two paragraphs."""
    one, other = pair(page.xpath("//main//li[@id]"))
    other.set("id", one.get("id"))


@fault(Kind.SEMANTIC)
def permalink_of_another(page: Any) -> None:
    """Whoever copies the link to a paragraph sends that of another."""
    one, other = pair(page.xpath("//a[@class='permalink']"))
    one.set("href", other.get("href"))


@fault(Kind.SEMANTIC)
def contents_lead_elsewhere(page: Any) -> None:
    """An entry of the contents opens another section."""
    last(page.xpath("//nav//a")).set("href", "#title")


@fault(Kind.SEMANTIC)
def contents_named_otherwise(page: Any) -> None:
    """An entry of the contents has another name than its section."""
    last(page.xpath("//nav//a")).text = "Annex IV"


@fault(Kind.SEMANTIC)
def skip_link_dead(page: Any) -> None:
    """Whoever uses the keyboard cannot pass over the masthead."""
    nth(page.xpath("//a[@class='skip']")).set("href", "#nowhere")


@fault(Kind.SEMANTIC)
def language_of_page(page: Any) -> None:
    """The whole text is read with the voice of another language."""
    page.set("lang", "pt")


@fault(Kind.SEMANTIC)
def language_of_run(page: Any) -> None:
    """Words of another language are read with the wrong voice."""
    nth(page.xpath("//body//*[@lang]")).set("lang", "pt")


@fault(Kind.SEMANTIC)
def language_of_run_lost(page: Any) -> None:
    """Words of another language are read with the voice of the document."""
    del nth(page.xpath("//body//*[@lang]")).attrib["lang"]


@fault(Kind.SEMANTIC)
def language_of_paragraph(page: Any) -> None:
    """One paragraph is read with the voice of another language."""
    nth(paragraphs(page)).set("lang", "pt")


@fault(Kind.SEMANTIC)
def direction_turned(page: Any) -> None:
    """The text runs from the wrong side."""
    page.set("dir", "rtl" if page.get("dir") == "ltr" else "ltr")


@fault(Kind.SEMANTIC)
def direction_of_paragraph(page: Any) -> None:
    """A paragraph runs from the wrong side, its stop at the wrong end."""
    nth(paragraphs(page)).set("dir", "rtl" if page.get("dir") == "ltr" else "ltr")


@fault(Kind.SEMANTIC)
def title_of_another(page: Any) -> None:
    """The window and every search result name another resolution."""
    nth(page.xpath("//title")).text = "A/RES/1/1 Another resolution"


@fault(Kind.SEMANTIC)
def original_elsewhere(page: Any) -> None:
    """Search engines take another resolution for the original of this one."""
    nth(page.xpath("//link[@rel='canonical']")).set("href", "https://docs.un.org/en/A/RES/1/1")


@fault(Kind.SEMANTIC)
def data_of_another(page: Any) -> None:
    """Search engines are told the symbol of another resolution."""
    data = nth(page.xpath("//script"))
    repermit(page, data, data.text.replace('"legislationIdentifier": "A/', '"legislationIdentifier": "B/'))


@fault(Kind.SEMANTIC)
def masthead_other(page: Any) -> None:
    """The page names another symbol than the resolution has."""
    nth(page.xpath("//p[@class='symbol']/span[@class='number']")).text = "/RES/1/1"


@fault(Kind.SEMANTIC)
def notice_lost(page: Any) -> None:
    """Nothing says that the copy is unofficial."""
    nth(page.xpath("//p[@class='notice']")).drop_tree()


@fault(Kind.SEMANTIC)
def zoom_forbidden(page: Any) -> None:
    """Whoever sees badly cannot enlarge the page on a phone."""
    nth(page.xpath("//meta[@name='viewport']")).set("content", "width=device-width, user-scalable=no")


@fault(Kind.SEMANTIC)
def protection_lost(page: Any) -> None:
    """A program that found its way into the page is run."""
    nth(page.xpath("//meta[@http-equiv]")).drop_tree()


@fault(Kind.SEMANTIC)
def script_added(page: Any) -> None:
    """A program runs when the page is opened."""
    page.find("body").append(new("<script>alert(1)</script>"))


@fault(Kind.SEMANTIC)
def script_on_event(page: Any) -> None:
    """A program runs when a paragraph is touched."""
    nth(paragraphs(page)).set("onclick", "alert(1)")


@fault(Kind.SEMANTIC)
def picture_elsewhere(page: Any) -> None:
    """Opening the page tells somebody else that it was opened."""
    page.find("body").append(new('<img src="https://example.org/x.png" alt=""/>'))


@fault(Kind.SEMANTIC)
def frame_added(page: Any) -> None:
    """A foreign page is shown in the middle of the resolution."""
    nth(paragraphs(page)).addnext(new('<iframe src="https://example.org/" title="x"></iframe>'))


@fault(Kind.SEMANTIC)
def page_sent_elsewhere(page: Any) -> None:
    """After a second another page is shown."""
    page.find("head").append(new('<meta http-equiv="refresh" content="1; url=https://example.org/"/>'))


@fault(Kind.SEMANTIC)
def base_elsewhere(page: Any) -> None:
    """Every link inside the page leads to another site."""
    page.find("head").insert(0, new('<base href="https://example.org/"/>'))


@fault(Kind.SEMANTIC)
def text_can_be_edited(page: Any) -> None:
    """Whoever touches the text changes it, and prints what was never adopted."""
    nth(page.xpath("//main")).set("contenteditable", "true")


@RAW.fault(Kind.FORMAL)
def cut_short(data: bytearray) -> None:
    """The download broke off."""
    del data[len(data) * 9 // 10 :]


@RAW.fault(Kind.FORMAL)
def quirks(data: bytearray) -> None:
    """Browsers show the page by the rules of 1998."""
    data[:] = data.replace(b"<!DOCTYPE html>", b"", 1)


@RAW.fault(Kind.FORMAL)
def written_in_latin_1(data: bytearray) -> None:
    """Letters with accents, and all of Chinese and Arabic, are shown as other signs."""
    data[:] = data.replace(b'charset="utf-8"', b'charset="iso-8859-1"', 1)


FAULTS = [*HTML.faults, *RAW.faults]
