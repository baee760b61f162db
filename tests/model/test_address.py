"""Where a link may lead: to the web and to mail, and nowhere by a trick of writing. No model holds any other."""

import pytest
from pydantic import ValidationError

from pipeline.model.address import host_in_ascii, host_of, may_be_followed
from pipeline.model.resolution import Link, Reference
from pipeline.render.akn.address import reference
from pipeline.render.docx.names import link_target
from pipeline.render.page.inline import target

GOOD = (
    "https://undocs.org/en/A/RES/70/9",
    "HTTP://undocs.org",
    "http://example.org:8080/a?b=c&d#e",
    "https://undocs.org/en/A/RES/1 (I)",
    "https://example.org/%D8%A8/(x)",
    "https://президент.рф/колодец",
    "https://例子.测试/水井",
    "mailto:wells@example.org",
    "MAILTO:wells@example.org?subject=Wells%20and%20pumps",
)
BAD = (
    *("", "#", "#para_1", "x", "/x", "//evil.example/x", "www.un.org", "http:", "http://", "https:///x", "https://.x"),
    *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "\njavascript:alert(1)", " https://a.b"),
    *("java%73cript:alert(1)", "http:javascript:alert(1)", "javascript://undocs.org/%0aalert(1)", "vbscript:x"),
    *("file:///etc/passwd", "data:text/html,x", "ftp://a.b", "blob:https://a.b", "ms-word:ofe|u|https://a.b", "tel:1"),
    *("https://un.org@evil.example", "https://un.org:x@evil.example", "https://un.org%40evil.example/x"),
    *("https://un.org\uff20evil.example", "https://evil.example\uff0f.un.org/", "https://un\u3002org/x"),
    *("\\\\evil.example\\x", "https:\\\\evil.example", "https://un.org\\@evil.example", "https://un.org/\\evil"),
    *("https://un.org:99999/", "https://un.org:x/", "https://un.org:\uff11/", "https://[::1]/", "https://a b/"),
    *(
        "https://un.org/\u202egro",
        "https://un\u200b.org/",
        "https://un.org/\x00",
        "https://un.org/\ud800",
        "http://a\n.b",
    ),
    *("https://undocs.org/" + "w" * 5000, "https://" + "\u0432" * 80 + ".org/"),
    *("mailto:", "mailto:x", "mailto:a@b@c", "mailto:a@b,c@d", "mailto:a@b?attach=/etc/passwd", "mailto:?to=a@b"),
    *("mailto:a@b?subject=x&bcc=c@d", "mailto:a@b?subject=x%0D%0Abcc:c@d", "mailto:a@b%0Abcc:c@d", "mailto:a@b?body=x"),
)


@pytest.mark.parametrize("address", GOOD)
def test_the_web_and_mail_may_be_followed(address: str) -> None:
    assert may_be_followed(address)
    assert Link(href=address).href == address


@pytest.mark.parametrize("address", BAD)
def test_nothing_else_may_be_and_no_model_holds_it(address: str) -> None:
    assert not may_be_followed(address)
    assert target(address) is None
    assert link_target(address) is None
    with pytest.raises(ValidationError):
        Link(href=address)
    with pytest.raises(ValidationError):
        Reference.model_validate({"symbol": None, "text": "x", "uri": address, "in": "para_1"})


@pytest.mark.parametrize("address", GOOD)
def test_what_is_written_for_an_address_may_be_followed_and_is_written_the_same_again(address: str) -> None:
    for write in (target, link_target, reference):
        written = write(address)
        assert written is not None
        assert may_be_followed(written)
        assert write(written) == written


def test_a_host_of_another_alphabet_is_written_as_it_is_looked_up_and_told_as_it_is_read() -> None:
    assert host_in_ascii("https://президент.рф/x") == "https://xn--d1abbgf6aiiy.xn--p1ai/x"
    assert host_of("https://xn--d1abbgf6aiiy.xn--p1ai/x") == "президент.рф"
    assert host_of("mailto:a@example.org?subject=x") == "example.org"
