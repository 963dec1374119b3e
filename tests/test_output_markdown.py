"""The Markdown form shows a report's words as they are: none of them acts as markup."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from dhrcheck.outcome import Evidence, PageRange, Status
from dhrcheck.output import REPORT_FORMATS, Look
from dhrcheck.output.markdown import escaped
from dhrcheck.output.visible import visible_prose
from tests.hostile_report import HOSTILE, a_hostile_report, every_status
from tests.report_builder import a_file, a_report, a_result

COMMONMARK = MarkdownIt("commonmark").enable("table")
GITHUB = MarkdownIt("gfm-like")


def text_of(report: Any, **look: Any) -> str:
    return REPORT_FORMATS["markdown"].content(report, Look(**look)).decode("utf-8")


def tokens(parser: MarkdownIt, text: str) -> list[Token]:
    """Every token of a text, those within paragraphs too."""
    found = []
    for token in parser.parse(text):
        found += [token, *(token.children or [])]
    return found


def shape(parser: MarkdownIt, text: str) -> list[str]:
    """The blocks of a text, by kind, in order."""
    return [t.type + t.tag for t in parser.parse(text) if not t.children]


def shown(parser: MarkdownIt, text: str) -> str:
    """What a reader of the rendered text sees."""
    return html.unescape(re.sub("<[^>]*>", "", parser.render(text)))


def outside_code(parser: MarkdownIt, text: str) -> str:
    return re.sub("<code>.*?</code>", "`", parser.render(text), flags=re.DOTALL)


PLAIN = a_hostile_report("plain words")


@pytest.mark.parametrize("parser", [COMMONMARK, GITHUB], ids=["commonmark", "github"])
@pytest.mark.parametrize("quotes", [True, False])
@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_no_words_of_a_report_act(words: str, quotes: bool, parser: MarkdownIt) -> None:
    text = text_of(a_hostile_report(words), quotes=quotes)
    kinds = {t.type for t in tokens(parser, text)}
    assert not kinds & {
        "link_open", "image", "html_inline", "html_block", "fence", "code_block", "hr",
        "blockquote_open", "ordered_list_open", "s_open", "softbreak", "hardbreak",
    }  # fmt: skip
    rendered = outside_code(parser, text)
    assert not re.search(r"@\w", rendered)
    assert not re.search(r"#\d", rendered)
    assert not re.search(r"\bGH-\d", rendered)
    assert not any(ord(c) < 0x20 and c != "\n" for c in text)
    assert not any(c in text for c in "\x7f\x9b\u202e\u2066")


@pytest.mark.parametrize("parser", [COMMONMARK, GITHUB], ids=["commonmark", "github"])
@pytest.mark.parametrize("words", [w for w in HOSTILE.values() if w.strip()])
def test_no_words_of_a_report_change_the_blocks(words: str, parser: MarkdownIt) -> None:
    one_line = a_hostile_report(" ".join(words.split()))
    assert shape(parser, text_of(one_line)) == shape(parser, text_of(PLAIN))


@pytest.mark.parametrize("parser", [COMMONMARK, GITHUB], ids=["commonmark", "github"])
@pytest.mark.parametrize(
    "words",
    [
        *(w for w in HOSTILE.values() if w.isprintable() and w.strip() and "  " not in w),
        "1. a list", "12) b", "- c", "+ d", "= e", "===", "---", "# f", "#g", "Setext", ">h", "| i |",
        r"\*j\* \\", "k_l_m __n__ *o* **p**", "2 < 3 > 1 & 4 &lt; &#64;", "$x$ and $$y$$", ":smile:",
        "“It was” – he said – ‘so’…", "12.3.2024 at 10:30", "(a) [b] {c} ~d~ ^e^", "a\u00a0b",
    ],
)  # fmt: skip
def test_words_are_shown_as_they_are(words: str, parser: MarkdownIt) -> None:
    wanted = " ".join(words.split())
    assert shown(parser, escaped(words)).strip() == wanted
    assert shown(parser, f"- {escaped(words)}").strip() == wanted
    assert shown(parser, f"- “{escaped(words)}”").strip() == f"“{wanted}”"


BITS = st.sampled_from(
    [
        *"[](){}<>!#*_`~|\\&;:@/.=+-$\"'“” \naA1",
        "http://",
        "www.",
        "```",
        "1.",
        "- ",
        "&#64;",
        "GH-1",
    ]
)


@settings(max_examples=200)
@given(st.one_of(st.text(max_size=40), st.lists(BITS, max_size=20).map("".join)))
def test_any_words_are_shown_as_they_are(words: str) -> None:
    for parser in (COMMONMARK, GITHUB):
        assert shown(parser, escaped(words)).strip() == visible_prose(words)


def test_the_table_counts_every_status_and_what_a_person_decided() -> None:
    rendered = GITHUB.render(text_of(every_status()))
    cells = re.findall(r"<td[^>]*>(.*?)</td>", rendered)
    assert cells == ["2", "3", "2", "2", "2", "2", "1"]


def test_findings_stand_by_what_is_to_be_done_about_them() -> None:
    text = text_of(every_status())
    assert re.findall("^## (.*)$", text, re.MULTILINE) == [
        "Must be put right: 1",
        "Could not be checked, because it could not be read: 1",
        "Broke while it was checked (a defect in dhrcheck): 2",
        "Better put right (advised: no gate stops on it): 1",
        "A person must decide (required): 1",
        "A person should look at this (advised): 1",
        "Could not be read (advised): 1",
        "Decided by a person: 1",
    ]
    assert "Decided: Waived by the chair." in text


def test_places_without_quotes_are_one_line() -> None:
    found = tuple(Evidence(0, page, "words") for page in (1, 2, 3))
    text = text_of(a_report(a_result(Status.FAIL, evidence=found)), quotes=False)
    assert "- Pages 1 to 3\n" in text
    assert "--quotes full shows them" in text
    text = text_of(a_report(a_result(Status.FAIL, evidence=found)))
    assert "- Page 1: “words”\n- Page 2: “words”\n- Page 3: “words”\n" in text


def test_what_is_missing_says_where_it_was_looked_for() -> None:
    missing = a_result(Status.FAIL, searched=(PageRange(0, 1, 3),))
    assert "- Looked at pages 1 to 3." in text_of(a_report(missing, files=(a_file(),)))


def test_an_address_to_write_to_can_still_be_read() -> None:
    words = "Please write to DHREnquiries@homeoffice.gov.uk."
    for parser in (COMMONMARK, GITHUB):
        assert shown(parser, escaped(words)).strip() == words
