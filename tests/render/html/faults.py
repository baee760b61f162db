"""Faults put into a passing page, one at a time: what a broken renderer or a meddling tool could do to it."""

import base64
import hashlib
import re
from collections.abc import Callable

Fault = Callable[[str], str]


def replaced(old: str, new: str) -> Fault:
    """Return the fault that puts one text in the place of another, once."""

    def fault(page: str) -> str:
        assert old in page, old
        return page.replace(old, new, 1)

    return fault


def substituted(pattern: str, new: str) -> Fault:
    """Return the fault that puts a text in the place of what a pattern matches, once."""

    def fault(page: str) -> str:
        changed, count = re.subn(pattern, new, page, count=1, flags=re.DOTALL)
        assert count, pattern
        return changed

    return fault


def _swapped(page: str) -> str:
    first, second = (re.search(rf'<li id="annex_1__para_{n}">.*?</li>', page, re.DOTALL) for n in (1, 2))
    assert first and second
    return page[: first.start()] + second[0] + page[first.end() : second.start()] + first[0] + page[second.end() :]


def _within_another(page: str) -> str:
    point = re.search(r'<li id="para_1__point_a">.*?</li>', page, re.DOTALL)
    assert point
    return page.replace(point[0], "").replace('<li id="para_2">', f'{point[0]}<li id="para_2">')


def _hiding_style(page: str) -> str:
    style = re.search("<style>(.*?)</style>", page, re.DOTALL)
    assert style
    changed = style[1] + " .formula { display: none }"
    before, after = (base64.b64encode(hashlib.sha256(t.encode()).digest()).decode() for t in (style[1], changed))
    return page.replace(style[1], changed).replace(before, after)


def _without_list(page: str) -> str:
    listing = re.search(r'<ol class="points">(\n<li id="annex_1__para_1">.*?)</ol>', page, re.DOTALL)
    assert listing
    return page.replace(listing[0], f'<div class="operative">{listing[1]}</div>')


def _notice_last(page: str) -> str:
    notice = re.search(r'<p class="notice">.*?</p>', page, re.DOTALL)
    assert notice
    return page.replace(notice[0], "").replace("</header>", f"{notice[0]}</header>")


FAULTS: dict[str, tuple[Fault, str]] = {
    "element that only XML closes": (replaced("<em", "<em/><em"), "R4HT02"),
    "unclosed element": (replaced("</em>", ""), "R4HT02"),
    "paragraph lost": (substituted(r'<p class="formula".*?</p>', ""), "R4HT03"),
    "note lost": (substituted(r'<li id="note_3".*?</li>', ""), "R4HT03"),
    "masthead line lost": (substituted(r'<p class="organ">.*?</p>', ""), "R4HT03"),
    "cell lost": (replaced("<td>North</td>", ""), "R4HT03"),
    "paragraph invented": (replaced("</main>", "<p>Buy wells.</p></main>"), "R4HT04"),
    "text between blocks": (replaced("</main>", "Buy wells.</main>"), "R4HT04"),
    "text behind a list item": (replaced("</ol></section>", "Buy wells.</ol></section>"), "R4HT04"),
    "text in the contents": (replaced("</nav>", "Buy wells.</nav>"), "R4HT26"),
    "word changed": (replaced("village wells<span", "village walls<span"), "R4HT05"),
    "word of a note changed": (replaced("Two of them dry", "Ten of them dry"), "R4HT05"),
    "two points swapped": (_swapped, "R4HT06"),
    "point under another": (_within_another, "R4HT06"),
    "heading made a paragraph": (substituted(r"<h2 (.*?)</h2>", r"<p \1</p>"), "R4HT07"),
    "title made a second heading": (substituted(r"<h1 (.*?)</h1>", r"<h2 \1</h2>"), "R4HT07"),
    "label changed": (replaced(">2. </span>", ">3. </span>"), "R4HT08"),
    "note label changed": (substituted(r">2 </a></span>", ">4 </a></span>"), "R4HT08"),
    "mark lost": (substituted(r'<sup class="mark">.*?</sup>', ""), "R4HT09"),
    "mark moved": (substituted(r'( wells<span class="tied">,)(<sup class="mark">.*?</sup>)', r"\2\1"), "R4HT09"),
    "mark to another note": (
        replaced('href="#note_1" role="doc-noteref"', 'href="#note_2" role="doc-noteref"'),
        "R4HT10",
    ),
    "no way back": (
        substituted(r'<span class="note-label"><a [^>]*>(.*?)</a>', r'<span class="note-label">\1'),
        "R4HT10",
    ),
    "no way back to the second mark": (substituted(r'<a class="again".*?</a>', ""), "R4HT10"),
    "link elsewhere": (replaced("https://undocs.org/en/A/RES/70/9", "https://undocs.org/en/A/RES/70/8"), "R4HT11"),
    "link lost": (substituted(r'<a href="https://undocs.org/en/A/70/1".*?>(.*?)</a>', r"\1"), "R4HT11"),
    "dead fragment": (replaced('href="#note_2"', 'href="#note_22"'), "R4HT12"),
    "script as a link": (replaced('href="https://undocs.org/en/A/RES/70/9"', 'href="javascript:alert(1)"'), "R4HT12"),
    "language of the page": (replaced('<html lang="en"', '<html lang="fr"'), "R4HT13"),
    "language of a run": (replaced('<em class="opening">', '<em class="opening" lang="la">'), "R4HT13"),
    "direction of the page": (replaced('dir="ltr" data-script', 'dir="rtl" data-script'), "R4HT14"),
    "direction of a run": (replaced('<em class="opening">', '<em class="opening" lang="ar">'), "R4HT14"),
    "scope": (replaced('scope="col"', 'scope="row"'), "R4HT15"),
    "span": (replaced('colspan="2"', 'colspan="3"'), "R4HT15"),
    "span that is no number": (replaced('colspan="2"', 'colspan="two"'), "R4HT15"),
    "typographic space for a space": (replaced(" on village", "\u2009on village"), "R4HT16"),
    "soft hyphen put in": (replaced("village wells<span", "vil\u00adlage wells<span"), "R4HT16"),
    "direction mark put in": (replaced("village wells<span", "village \u202ewells<span"), "R4HT16"),
    "joiner put in": (replaced("not counted", "not\u2060 counted"), "R4HT16"),
    "opening words too long": (replaced("Recalling</em> its", "Recalling its</em>"), "R4HT17"),
    "opening words not told": (replaced('<em class="opening">', "<em>"), "R4HT17"),
    "identifier lost": (replaced('<li id="para_1__point_a">', "<li>"), "R4HT18"),
    "identifier twice": (replaced('<li id="para_1__point_a">', '<li id="para_2">'), "R4HT18"),
    "identifier invented": (replaced('<p class="organ">', '<p class="organ" id="para_99">'), "R4HT18"),
    "mark without identifier": (replaced(' id="note_1__mark_2"', ""), "R4HT18"),
    "two first headings": (substituted(r"<h2 (.*?)</h2>", r"<h1 \1</h1>"), "R4HT19"),
    "level left out": (substituted(r"<h2 (.*?)</h2>", r"<h4 \1</h4>"), "R4HT19"),
    "title of the page": (substituted(r"<title>.*?</title>", "<title>page</title>"), "R4HT20"),
    "description": (substituted(r'name="description" content="', 'name="description" content="Official. '), "R4HT20"),
    "data changed": (
        replaced('"legislationIdentifier": "A/RES/76/500"', '"legislationIdentifier": "A/RES/76/501"'),
        "R4HT21",
    ),
    "data broken": (replaced('"@context"', "@context"), "R4HT21"),
    "data lost": (substituted(r"<script.*?</script>", ""), "R4HT24"),
    "script": (replaced("</head>", "<script>alert(1)</script></head>"), "R4HT22"),
    "handler": (replaced("<body>", '<body onload="alert(1)">'), "R4HT22"),
    "hidden text": (replaced('<p class="formula"', '<p hidden="hidden" class="formula"'), "R4HT22"),
    "text for screen readers alone": (
        replaced('<p class="formula"', '<p aria-hidden="true" class="formula"'),
        "R4HT22",
    ),
    "style of an element": (replaced('<p class="formula"', '<p style="display: none" class="formula"'), "R4HT22"),
    "frame": (replaced("</main>", "<iframe></iframe></main>"), "R4HT22"),
    "comment": (replaced("</main>", "<!-- made by nobody --></main>"), "R4HT22"),
    "picture": (replaced("</main>", '<img src="https://example.org/x.png" alt=""/></main>'), "R4HT22"),
    "source set": (replaced('<p class="formula"', '<p srcset="x.png 2x" class="formula"'), "R4HT23"),
    "style sheet from outside": (
        replaced("</head>", '<link rel="stylesheet" href="https://example.org/x.css"/></head>'),
        "R4HT23",
    ),
    "prefetch": (replaced("</head>", '<link rel="dns-prefetch" href="https://example.org/"/></head>'), "R4HT23"),
    "picture in the style": (replaced("</style>", "p { background: URL (x.png) }</style>"), "R4HT23"),
    "import in the style": (replaced("<style>", '<style>@import "x.css";'), "R4HT23"),
    "escaped address in the style": (replaced("</style>", "p { background: u\\72l(x.png) }</style>"), "R4HT23"),
    "style changed": (replaced("</style>", ".formula { display: none }</style>"), "R4HT24"),
    "no policy": (substituted(r'<meta http-equiv="Content-Security-Policy".*?/>', ""), "R4HT24"),
    "weaker policy": (replaced("default-src 'none'", "default-src *"), "R4HT24"),
    "forwarding": (
        replaced("<title>", '<meta http-equiv="refresh" content="0; url=https://example.org/"/><title>'),
        "R4HT24",
    ),
    "notice lost": (substituted(r'<p class="notice">.*?</p>', ""), "R4HT25"),
    "notice changed": (replaced(">Unofficial copy", ">Official copy"), "R4HT25"),
    "source elsewhere": (
        replaced('rel="canonical" href="https://docs.un.org', 'rel="canonical" href="https://docs.example.org'),
        "R4HT25",
    ),
    "job number changed": (replaced("21-00001", "21-00002"), "R4HT25"),
    "contents short": (substituted(r'<li class="level-2">.*?</li>', ""), "R4HT26"),
    "contents misleading": (replaced('href="#annex_1"', 'href="#para_1"'), "R4HT26"),
    "entry renamed": (replaced(">Annex Rules for wells</a>", ">Annex Rules for walls</a>"), "R4HT26"),
    "no way past the head": (substituted(r'<a class="skip".*?</a>', ""), "R4HT26"),
    "two ways past the head": (
        replaced('<a class="skip"', '<a class="skip" href="#text">Buy</a><a class="skip"'),
        "R4HT26",
    ),
    "no main": (substituted(r'<main id="text">(.*?)</main>', r'<div id="text">\1</div>'), "R4HT26"),
    "own link elsewhere": (replaced('class="permalink" href="#para_2"', 'class="permalink" href="#para_3"'), "R4HT26"),
    "own link without name": (substituted(r'(class="permalink" href="[^"]*") aria-label="[^"]*"', r"\1"), "R4HT26"),
    "own link with text": (substituted(r'(class="permalink" [^>]*>)', r"\1Buy wells"), "R4HT26"),
    "no zoom": (replaced("initial-scale=1", "initial-scale=1, user-scalable=no"), "R4HT20"),
    "other characters": (replaced('charset="utf-8"', 'charset="koi8-r"'), "R4HT20"),
    "style that hides, with a policy for it": (_hiding_style, "R4HT28"),
    "mark misnamed": (replaced('aria-label="Footnote 1"', 'aria-label="Footnote 2"'), "R4HT29"),
    "way back misnamed": (replaced('aria-label="Back to the text at note 1"', 'aria-label="Buy"'), "R4HT29"),
    "notes without name": (replaced(' aria-label="Notes"', ""), "R4HT29"),
    "table that no keyboard scrolls": (replaced(' tabindex="0"', ""), "R4HT29"),
    "table misnamed": (replaced('aria-label="Wells by district"', 'aria-label="Walls"'), "R4HT29"),
    "mark that says it is none": (replaced(' role="doc-noteref"', ""), "R4HT09"),
    "label behind the opening words": (
        substituted(r'(<span class="label">2\. </span>)(<em class="opening">Decides</em>)', r"\2\1"),
        "R4HT08",
    ),
    "rows of two widths": (replaced('<td colspan="2">', "<td>"), "R4HT15"),
    "symbol without direction": (replaced('<p class="symbol" dir="ltr">', '<p class="symbol">'), "R4HT14"),
    "policy behind the style": (
        substituted(r"(<meta http-equiv[^>]*/>)(.*?</style>)", r"\2\1"),
        "R4HT20",
    ),
    "own link lost": (substituted(r'<a class="permalink" href="#para_2".*?</a>', ""), "R4HT26"),
    "own link misnamed": (replaced('aria-label="Link to: 2. Decides', 'aria-label="Link to: 3. Decides'), "R4HT29"),
    "section lost": (replaced('<div id="preamble" class="preamble">', '<div class="preamble">'), "R4HT18"),
    "formula without class": (replaced('<p class="formula"', "<p"), "R4HT31"),
    "formula as a paragraph": (replaced('<p class="formula"', '<p class="paragraph"'), "R4HT31"),
    "class that nobody knows": (replaced('<p class="report"', '<p class="reports"'), "R4HT31"),
    "annex as a part": (replaced('<section class="annex">', '<section class="part">'), "R4HT31"),
    "point outside a list": (_without_list, "R4HT31"),
    "notice at the end of the head": (_notice_last, "R4HT31"),
    "italics lost": (replaced("<em>Treaty Series</em>", "Treaty Series"), "R4HT27"),
    "bold for italics": (replaced("<em>Treaty Series</em>", "<strong>Treaty Series</strong>"), "R4HT27"),
}
