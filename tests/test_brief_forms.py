"""A brief in each of its forms says the same, and nothing that a PDF holds acts in any of them."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from functools import lru_cache
from html.parser import HTMLParser
from typing import Any

import html5lib
import lxml.etree
import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from dhrcheck.brief.making import make_brief
from dhrcheck.brief.markdown import escaped
from dhrcheck.brief.pages import plain
from dhrcheck.brief.word_file import ON_EVERY_PAGE, safe
from dhrcheck.document.model import Fact, Facts, Person, PersonRole, Place, Role
from dhrcheck.engine import Report
from dhrcheck.outcome import Evidence, Severity, Status
from dhrcheck.output import BRIEF_FORMATS, Look
from dhrcheck.output.html_page import harmless
from dhrcheck.output.ours import ENDS, is_ours
from tests.report_builder import a_file, a_report, a_result, a_rule

EVIL = [
    "<script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "[click](javascript:alert(1)) ![i](http://example.invalid/x.png)",
    "# heading\n- list\n1. one",
    "1) one",
    "--- <!-- --> ]]> &amp; &#x3c;b&#x3e;",
    "{{ 7 * 7 }} {% raw %} ${x}",
    "`code` **bold** _it_ | cell | ~~x~~",
    '=HYPERLINK("http://example.invalid")',
    "\x00\x07\x1b[31m\ufffe\ud800 \u202egnp.exe \u2028 end",
    "https://example.invalid www.example.invalid",
    "名前 עברית 😀 Zoë",
    "x" * 10_000,
]


def a_hostile_report(evil: str) -> Report:
    place = Place(0, 1, evil)
    facts = Facts(
        partnerships=(Fact(evil, place, Role.OVERVIEW_REPORT),),
        people=(
            Person(evil, PersonRole.VICTIM, (place,), age=evil),
            Person(evil, PersonRole.CHAIR, (place,)),
            Person(evil, PersonRole.PANEL_MEMBER, (place,), agency=evil),
        ),
        agencies=(Fact(evil, place, Role.OVERVIEW_REPORT),),
        months_of_death=(Fact(evil, place, Role.OVERVIEW_REPORT),),
    )
    evidence = (Evidence(0, 2, evil),)
    report = a_report(
        a_result(Status.FAIL, evil, rule=a_rule("house-rule", title=evil), evidence=evidence),
        a_result(Status.PASS, evil, rule=a_rule("report-timescales"), evidence=evidence),
        a_result(Status.REVIEW, evil, rule=a_rule("report-panel", Severity.ADVISED)),
        a_result(Status.UNREAD, evil, rule=a_rule("plan-updates", title=evil)),
        files=(a_file(f"{evil[:200]}.pdf", pages="tit"),),
    )
    return replace(report, submission=replace(report.submission, facts=facts))


@lru_cache
def made(form: str, evil: str) -> Any:
    return BRIEF_FORMATS[form].content(a_hostile_report(evil), Look(stage_assumed=True))


def words(text: str) -> str:
    return "".join(text.split())


def expected(evil: str) -> list[str]:
    """Texts that every form must show as they are."""
    brief = make_brief(a_hostile_report(evil), stage_assumed=True)
    said = [brief.title, brief.verdict_words, brief.warning]
    for chapter in brief.chapters:
        said += [
            chapter.title,
            *(e.text for e in chapter.entries),
            *(i.text for i in chapter.items),
        ]
    return [words(s.replace("\ud800", "")) for s in said]


@pytest.mark.parametrize("evil", EVIL)
def test_markdown_shows_what_the_review_says_and_nothing_acts(evil: str) -> None:
    text = made("markdown", evil).decode("utf-8")

    tokens = MarkdownIt("commonmark").enable("table").enable("strikethrough").parse(text)

    inline = [child for token in tokens for child in token.children or ()]
    kinds = {token.type for token in (*tokens, *inline)}
    assert not kinds & {"link_open", "image", "html_inline", "table_open", "s_open", "fence"}
    assert sum(token.type == "html_block" for token in tokens) == 1, "our own first line alone"
    ours = [t.tag for t in tokens if t.type == "heading_open"]
    assert ours.count("h1") == 1
    assert ours.count("h2") == 6
    # A sign that would call a person or a number is set as code.
    known = {"house-rule", "report-panel", "plan-updates", "#", "@"}
    assert {t.content for t in inline if t.type == "code_inline"} <= known
    shown = words(
        "".join(t.content for t in inline if t.type in ("text", "code_inline", "text_special"))
    )
    for said in expected(evil):
        assert said.replace("\ufffd", "") in shown.replace("\ufffd", "")


@pytest.mark.parametrize("evil", EVIL)
def test_html_shows_what_the_review_says_and_nothing_acts(evil: str) -> None:
    text = made("html", evil).decode("utf-8")

    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    root = parser.parse(text)

    tags = {element.tag for element in root.iter() if isinstance(element.tag, str)}
    assert not tags & {"script", "img", "iframe", "object", "form", "b", "base"}
    assert [
        e
        for e in root.iter()
        if isinstance(e.tag, str) and any(k.startswith("on") for k in e.attrib)
    ] == []
    policy = [m.get("content") for m in root.iter("meta") if m.get("http-equiv")]
    assert len(policy) == 1
    assert policy[0] is not None
    assert "default-src 'none'" in policy[0]
    assert [a.get("href") for a in root.iter("a")] == ["#main"]
    shown = words("".join(root.itertext()))
    for said in expected(evil):
        assert harmless(said) in shown


@pytest.mark.parametrize("evil", EVIL)
def test_a_word_file_opens_again_and_shows_what_the_review_says(evil: str) -> None:
    document = Document(io.BytesIO(made("docx", evil)))

    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    shown = words(" ".join([*(p.text for p in document.paragraphs), *cells])).replace("\ufffd", "")
    for said in expected(evil):
        assert "".join(c for c in said if c not in "\ufffe\ufffd") in shown


def test_a_word_file_says_on_every_page_that_it_is_a_draft() -> None:
    document = Document(io.BytesIO(made("docx", "Ellen")))

    assert document.sections[0].header.paragraphs[0].text == ON_EVERY_PAGE
    assert document.core_properties.author.startswith("dhrcheck")
    assert document.core_properties.language == "en-GB"
    assert document.paragraphs[0].style.name == "Title"
    levels = [p.style.name for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert levels.count("Heading 1") == 6
    assert "Heading 2" in levels


def test_a_word_file_holds_nothing_that_acts() -> None:
    with zipfile.ZipFile(io.BytesIO(made("docx", EVIL[0]))) as archive:
        names = archive.namelist()
        relations = b"".join(archive.read(n) for n in names if n.endswith(".rels"))

    assert not [n for n in names if "vba" in n.lower() or "embed" in n.lower()]
    assert b'TargetMode="External"' not in relations


@pytest.mark.parametrize("form", list(BRIEF_FORMATS))
def test_the_same_brief_gives_the_same_bytes(form: str) -> None:
    again = BRIEF_FORMATS[form].content(a_hostile_report("Ellen"), Look(stage_assumed=True))

    assert again == made(form, "Ellen")


@pytest.mark.parametrize("form", list(BRIEF_FORMATS))
def test_a_brief_is_known_again_as_ours(form: str) -> None:
    content = made(form, "Ellen")

    assert is_ours(content[:ENDS], content[-ENDS:])


def test_a_word_file_that_was_saved_again_is_its_writers_own() -> None:
    document = Document(io.BytesIO(made("docx", "Ellen")))
    document.add_paragraph("My own words.")
    saved = io.BytesIO()
    document.save(saved)

    assert not is_ours(saved.getvalue()[:ENDS], saved.getvalue()[-ENDS:])


def test_no_other_zip_file_is_taken_for_ours() -> None:
    for time in ((1980, 1, 1, 0, 0, 0), (2026, 11, 22, 9, 30, 0)):
        other = io.BytesIO()
        with zipfile.ZipFile(other, "w") as archive:
            archive.writestr(zipfile.ZipInfo("[Content_Types].xml", time), "<Types/>")
        assert not is_ours(other.getvalue()[:ENDS], other.getvalue()[-ENDS:])
    assert not is_ours(b"PK\x03\x04", b"")


def test_a_notes_file_that_only_looks_like_a_brief_is_not_ours() -> None:
    assert not is_ours(b"# Reviewer's brief: Ellen\n")
    assert not is_ours(b"<!-- dhrcheck -->\n# My notes\n")


def test_the_html_needs_no_script_and_loads_nothing() -> None:
    class Sources(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.found: list[str] = []

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.found += [v or "" for k, v in attrs if k in ("src", "href", "srcset", "action")]

    seen = Sources()
    seen.feed(made("html", "Ellen").decode("utf-8"))

    assert set(seen.found) == {"data:,", "#main"}


def test_plain_words_stay_plain_in_markdown() -> None:
    assert escaped("Chair's report, 14 March: see p. 3 (twice)!") == (
        "Chair's report, 14 March: see p. 3 (twice)!"
    )
    assert escaped("1. one") == "1\\. one"
    assert escaped("- one") == "\\- one"


@settings(max_examples=300, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from(list("ab 1.)-+*_#<>&;[]()!`~|\\=:/\"'${}\n\tw@é😀")), max_size=60
    )
)
def test_any_text_is_shown_by_markdown_as_it_is(text: str) -> None:
    said = plain(text)

    tokens = (
        MarkdownIt("commonmark").enable("table").enable("strikethrough").parse(f"- {escaped(said)}")
    )

    inline = [child for token in tokens for child in token.children or ()]
    assert {t.type for t in inline} <= {"text", "text_special", "code_inline"}
    assert all(set(t.content) <= set("@#-") for t in inline if t.type == "code_inline")
    assert [t.type for t in tokens if t.nesting == 1] in (
        ["bullet_list_open", "list_item_open", "paragraph_open"],
        ["bullet_list_open", "list_item_open"],
    )
    assert "".join(t.content for t in inline) == said


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40))
def test_any_text_can_stand_in_a_word_file(text: str) -> None:
    lxml.etree.Element("w").text = safe(text)
