"""The HTML report: one valid page, the verdict first, harmless whatever a review holds."""

from __future__ import annotations

import base64
import hashlib
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from dhrcheck import api
from dhrcheck.decisions.model import Decision, DecisionsUsed, Placed, Ruling, State
from dhrcheck.document.model import NotAReview
from dhrcheck.outcome import Box, Evidence, NearMiss, PageRange, ReadAs, Severity, Status
from dhrcheck.output import REPORT_FORMATS, Look
from dhrcheck.output.html_page import harmless, page
from dhrcheck.output.html_pictures import TALLEST, gathered
from dhrcheck.output.html_text import Linker
from dhrcheck.output.ours import is_ours
from dhrcheck.output.visible import visible_prose
from dhrcheck.reading.model import Cell, FileOutcome, Line, Table
from dhrcheck.reading.page_work import Clip
from dhrcheck.rulebook.model import Source
from tests.report_builder import A_DAY, a_file, a_report, a_result, a_rule, a_submission, sample

HTML = REPORT_FORMATS["html"]
NAMESPACE = "{http://www.w3.org/1999/xhtml}"
HOSTILE = (
    "</script><script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)> javascript:alert(1)',
    "<!-- --> ]]> <![CDATA[ <plaintext> &amp;lt;b&amp;gt; {{ 7 * 7 }} {% raw %}",
    "\x00\x07\x1b[31mred\x1b]8;;http://example.org\x07 \x9b",
    "abc\u202ecba\u202c \u2066x\u2069 \u200b\ufeff",
    "\ufffe\uffff\ufdd0\U0001fffe \ud800 lone",
    "العربية עברית 👩🏽‍🦳 \U0001f1ec\U0001f1e7",
    "word" * 2_500,
    '"; } body { display: none } /* \\',
)


class Drawing:
    """Draws every clip as a small grey picture, and remembers what was asked for."""

    def __init__(self, *, nothing: bool = False) -> None:
        self.asked: list[Clip] = []
        self._nothing = nothing

    def pictures(self, clips: Sequence[Clip]) -> tuple[bytes | None, ...]:
        self.asked += clips
        return tuple(None if self._nothing else _png() for _ in clips)

    def why(self, file: int) -> str | None:
        return "The file has changed since it was checked." if self._nothing else None


def _png() -> bytes:
    file = BytesIO()
    Image.new("L", (40, 20), 200).save(file, "PNG")
    return file.getvalue()


def shown(report: Any, **look: Any) -> str:
    text = HTML.render(report, Look(**look))
    assert isinstance(text, str)
    return text


@lru_cache(maxsize=4)
def tree(html: str) -> Any:
    """The page as a browser's parser sees it; fails on any error of its form."""
    return html5lib.HTMLParser(strict=True).parse(html)


def elements(html: str, name: str) -> list[Any]:
    return tree(html).findall(f".//{NAMESPACE}{name}")


def words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def body(html: str) -> str:
    """The words of the page."""
    for skipped in ("script", "style", "title"):
        start = html.index(f"<{skipped}>")
        html = html[:start] + html[html.index(f"</{skipped}>", start) + len(skipped) + 3 :]
    return words(tree(html))


def finding(html: str, rule: str) -> str:
    """The words of one finding."""
    return words(next(e for e in elements(html, "article") if e.get("id") == f"rule-{rule}"))


def a_full_report(text: str = "tragic accident") -> Any:
    found = tuple(
        Evidence(0, n, text, Box(90, 100, 200, 112), ReadAs.OCR if n == 2 else ReadAs.TEXT, 91.0)
        for n in (2, 1)
    )
    return a_report(
        a_result(Status.FAIL, "It is called so.", rule=a_rule("wording-accident"), evidence=found),
        a_result(
            Status.FAIL,
            "No letter was found. See wording-accident.",
            rule=a_rule("letter-annexed"),
            searched=(PageRange(0, 1, 1), PageRange(0, 3, 3)),
            nearest=NearMiss(0, 2, "Letter from the Home Secretary", 71.0),
        ),
        a_result(Status.FAIL, rule=a_rule("plan-scope", Severity.ADVISED)),
        a_result(Status.REVIEW, "Look.", rule=a_rule("sending-web-address", Severity.ADVISED)),
        a_result(Status.REVIEW, "Decide.", rule=a_rule("letter-points-answered")),
        a_result(Status.UNREAD, "Page 4 was not read.", rule=a_rule("plan-columns")),
        a_result(Status.ERROR, "It broke.", rule=a_rule("plan-ambition")),
        a_result(Status.PASS, "Found it.", rule=a_rule("report-present"), evidence=found[:1]),
        a_result(Status.NOT_APPLICABLE, "No plan.", rule=a_rule("plan-updates")),
        files=(a_file(pages="tttieb"), a_file("second.pdf")),
    )


def a_hostile_report(text: str) -> Any:
    """A report in which every text that comes from outside is ``text``."""
    rule = replace(a_rule("own-rule", title=text, source=(Source(text),)), why=text, fix=text)
    found = (Evidence(0, 1, text, Box(90, 100, 200, 112), ReadAs.TEXT),)
    near = NearMiss(0, 1, text, 50.0)
    results = [
        a_result(status, text, rule=replace(rule, id=f"own-{status.value}"), evidence=found)
        for status in Status
    ]
    results.append(a_result(Status.FAIL, text, rule=replace(rule, id="own-near"), nearest=near))
    results.append(
        a_result(Status.FAIL, text, rule=replace(rule, id="own-waived"), decision=text, fix=text)
    )
    files = (a_file(text), a_file(text, outcome=FileOutcome.DAMAGED, reason=text))
    report = a_report(*results, files=files)
    return replace(report, ruleset=replace(report.ruleset, profile=text))


# The page


def test_it_is_valid_html_in_british_english_that_dhrcheck_knows_as_its_own() -> None:
    html = shown(a_full_report())
    assert tree(html).get("lang") == "en-GB"
    assert is_ours(html[:64].encode())
    assert html.endswith("</html>\n")


def test_the_same_report_gives_the_same_page() -> None:
    assert shown(a_full_report(), pages=Drawing()) == shown(a_full_report(), pages=Drawing())


def test_the_policy_lets_in_this_sheet_and_this_script_and_pictures_within_the_page_only() -> None:
    html = shown(a_full_report())
    policy = next(
        e.get("content")
        for e in elements(html, "meta")
        if e.get("http-equiv") == "Content-Security-Policy"
    )
    rules = dict(part.split(" ", 1) for part in policy.split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["img-src"] == "data:"
    for name, rule in (("style", "style-src"), ("script", "script-src")):
        (one,) = elements(html, name)
        digest = hashlib.sha256("".join(one.itertext()).encode()).digest()
        assert rules[rule] == f"'sha256-{base64.b64encode(digest).decode()}'"


def test_a_page_without_a_script_lets_none_in() -> None:
    html = page("base.html.j2", sheets=("page.css",), generator="dhrcheck")
    assert "script-src 'none'" in " ".join(e.get("content", "") for e in elements(html, "meta"))
    assert elements(html, "script") == []


def test_nothing_leads_out_of_the_page_and_nothing_is_styled_or_run_beside_the_policy() -> None:
    for element in tree(shown(a_full_report(), pages=Drawing())).iter():
        for name, value in element.attrib.items():
            assert not name.startswith(("on", "style")), f"{element.tag} has {name}"
            if name in ("href", "src", "action", "formaction"):
                assert value.startswith(("#", "data:")), value


def test_headings_go_down_one_step_at_a_time() -> None:
    levels = [
        int(e.tag[-1])
        for e in tree(shown(a_full_report())).iter()
        if e.tag in {f"{NAMESPACE}h{n}" for n in range(1, 7)}
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_link_leads_to_a_place_on_the_page_and_no_place_is_there_twice() -> None:
    html = shown(a_full_report())
    ids = [e.get("id") for e in tree(html).iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    targets = {e.get("href") for e in elements(html, "a")}
    assert targets <= {f"#{i}" for i in ids}
    labels = [e.get("aria-labelledby") for e in tree(html).iter() if e.get("aria-labelledby")]
    assert set(labels) <= set(ids)


# What it says


def test_the_verdict_comes_first_in_plain_words() -> None:
    html = shown(a_full_report(), stage_assumed=True)
    (headline,) = elements(html, "h1")
    assert words(headline) == "Not ready to be published yet"
    head = body(html).split("Must be put right")[0]
    assert "2 required checks failed." in head
    assert "Verdict: FAIL." in head
    assert "assumed, because no stage was named" in head


def test_it_tells_what_was_checked_with_digests_as_proof() -> None:
    text = body(shown(a_full_report()))
    assert "report.pdf: 6 pages: 3 read as text; 1 pictures only" in text
    assert text.count("0" * 64) == 3
    assert "2026-03-31 counts as today" in text
    assert "9 rules (default)" in text


def test_names_are_said_to_be_looked_for_or_not() -> None:
    rule = a_rule("identity-protected-names")
    without = a_report(a_result(Status.REVIEW, rule=rule))
    assert "No list of protected names was given" in body(shown(without))
    given_ = replace(a_report(a_result(Status.PASS, rule=rule)), names_given=True)
    assert "Your list of protected names was looked for" in body(shown(given_))


def test_a_partial_check_says_so_beside_its_verdict() -> None:
    text = body(shown(a_report(a_result(Status.PASS), partial=True)))
    assert "Verdict: PASS (partial check). " in text
    assert "partial" not in body(shown(a_report(a_result(Status.PASS))))


@pytest.mark.parametrize(
    ("status", "headline"),
    [
        (Status.PASS, "Every required check is met"),
        (Status.REVIEW, "A person must decide 1 point"),
        (Status.UNREAD, "Not everything could be read"),
        (Status.ERROR, "Not everything could be read"),
    ],
)
def test_each_verdict_has_its_headline(status: Status, headline: str) -> None:
    (said,) = elements(shown(a_report(a_result(status))), "h1")
    assert words(said) == headline


def test_files_that_are_no_review_are_told_apart_from_one_that_is_not_ready() -> None:
    report = a_report(a_result(Status.FAIL, rule=a_rule("report-present")))
    other = replace(report.submission, not_a_review=NotAReview("It reads like a Prevent review."))
    text = body(shown(replace(report, submission=other)))
    assert "This is not a review of this kind It reads like a Prevent review." in text


def test_what_to_do_comes_before_what_is_right_and_required_before_advised() -> None:
    html = shown(a_full_report())
    order = [e.get("id") for e in elements(html, "section") if e.get("data-group") is not None]
    assert order == ["fix", "decide", "unread", "broken", "better", "look", "right", "other"]


def test_failures_stand_in_the_order_of_the_pages() -> None:
    def at(page: int, rule: str) -> Any:
        return a_result(Status.FAIL, rule=a_rule(rule), evidence=(Evidence(0, page, "word"),))

    absent = a_result(Status.FAIL, rule=a_rule("letter-complete"), searched=(PageRange(0, 2, 3),))
    to_send = a_result(Status.FAIL, rule=a_rule("sending-web-address"))
    file = a_result(Status.FAIL, rule=a_rule("file-size"), evidence=(Evidence(0, None),))
    html = shown(a_report(to_send, at(3, "plan-scope"), absent, at(1, "report-cover"), file))
    order = [e.get("id").removeprefix("rule-") for e in elements(html, "article")]
    assert order == [
        "file-size",
        "report-cover",
        "letter-complete",
        "plan-scope",
        "sending-web-address",
    ]


def test_a_finding_says_where_what_why_what_to_do_and_on_whose_word() -> None:
    text = finding(shown(a_full_report()), "wording-accident")
    assert (
        "Page 1 of “report.pdf”, in the overview report “tragic accident” 91 of 100 alike" in text
    )
    assert "Page 2 of “report.pdf”, read by text recognition" in text
    assert "What to do Attach it." in text
    assert "Why It is asked for." in text
    assert "Source Home Office QA Panel letter" in text


def test_a_missing_thing_shows_where_it_was_looked_for_and_the_nearest_words() -> None:
    text = finding(shown(a_full_report()), "letter-annexed")
    assert "Looked at Page 1 of “report.pdf” and page 3 of “report.pdf”." in text
    assert "Nearest On page 2 of “report.pdf” (71 of 100 alike): “Letter from the Home Sec" in text


def test_words_for_the_screen_are_shown_in_place_of_the_bare_places() -> None:
    result = a_result(
        Status.REVIEW,
        evidence=(Evidence(0, 1),),
        on_screen=(Evidence(0, 1, "Ottoline Brackwater"),),
    )
    assert "“Ottoline Brackwater”" in finding(shown(a_report(result)), "letter-annexed")


def test_a_broken_check_names_its_defect() -> None:
    assert "Defect ValueError" in finding(shown(a_full_report()), "plan-ambition")


def test_what_is_right_is_folded_with_its_page_and_words() -> None:
    folds = [words(e) for e in elements(shown(a_full_report()), "details")]
    (right,) = [fold for fold in folds if "Found it." in fold]
    assert "Page 2 of “report.pdf”" in right
    assert "“tragic accident”" in right


def test_what_is_right_because_nothing_was_found_says_where_it_was_looked_for() -> None:
    absent = a_result(Status.PASS, "No draft mark was found.", searched=(PageRange(0, 1, 3),))
    assert "No draft mark was found. Looked at pages 1 to 3" in body(shown(a_report(absent)))


def test_many_places_are_folded_after_the_first() -> None:
    places = tuple(Evidence(0, n, f"word {n}") for n in range(1, 12))
    result = a_result(Status.FAIL, evidence=places)
    html = shown(a_report(result, files=(a_file(pages="t" * 11),)))
    (fold,) = [e for e in elements(html, "details") if "more" in e.get("class", "")]
    assert words(fold).startswith("7 more places")
    assert "“word 11”" in words(fold)
    assert "“word 4”" not in words(fold)


def test_of_thousands_of_places_the_pages_are_told() -> None:
    places = tuple(Evidence(0, n % 90 + 1, f"word {n}") for n in range(5_000))
    html = shown(a_report(a_result(Status.FAIL, evidence=places), files=(a_file(pages="t" * 90),)))
    assert len(html) < 200_000
    assert "more place" in finding(html, "letter-annexed")
    assert "on pages" in finding(html, "letter-annexed").split("And ")[1]


def test_of_many_files_the_heading_names_the_first() -> None:
    report = a_report(a_result(Status.PASS), files=tuple(a_file(f"{n}.pdf") for n in range(20)))
    text = body(shown(report))
    assert "0.pdf, 1.pdf, 2.pdf, 3.pdf, 4.pdf, 5.pdf and 14 more files" in text
    assert text.count("SHA-256") == 21


def test_pages_that_were_not_read_are_named_with_what_to_do() -> None:
    text = body(shown(a_full_report()))
    assert "What to do: Give a version in which the words" in text


def test_many_advised_checks_that_could_not_be_made_are_folded() -> None:
    many = [
        a_result(Status.UNREAD, rule=a_rule(f"own-rule-{n}", Severity.ADVISED)) for n in range(20)
    ]
    html = shown(a_report(*many, a_result(Status.UNREAD, rule=a_rule("plan-columns"))))
    assert [e.get("id") for e in elements(html, "article")] == ["rule-plan-columns"]
    assert "20 advised checks that could not be made" in body(html)


def test_a_decided_finding_is_told_apart_with_who_decided() -> None:
    entry = Decision(Ruling.WAIVED, "The trust has closed.", "A. Chair", A_DAY, "R", "plan-lead")
    report = a_report(
        a_result(Status.FAIL, rule=a_rule("plan-lead"), decision=entry.sentence),
        a_result(Status.FAIL, rule=a_rule("plan-scope")),
    )
    lapsed = DecisionsUsed("d.yaml", (Placed(entry, State.EXPIRED),), settled=1)
    html = shown(replace(report, decisions=lapsed))
    text = finding(html, "plan-lead")
    assert "Decided Waived by A. Chair, 2026-03-31: The trust has closed." in text
    assert "What to do" not in text
    assert "It has expired, so the finding is back." in body(html)
    fix = next(e for e in elements(html, "section") if e.get("id") == "fix")
    assert "rule-plan-lead" not in [e.get("id") for e in fix.iter()]


def test_a_finding_that_a_person_found_wrong_must_be_put_right() -> None:
    entry = Decision(Ruling.MUST_BE_FIXED, "He is named.", "A. Chair", A_DAY, "R", "plan-lead")
    result = replace(a_result(Status.REVIEW, rule=a_rule("plan-lead")), decided=entry)
    text = finding(shown(a_report(result)), "plan-lead")
    assert text.startswith("Must be put right")
    assert "Decided Must be put right, says A. Chair" in text


# Pictures


def test_a_picture_stands_beside_the_words_it_shows() -> None:
    pages = Drawing()
    html = shown(a_full_report(), pages=pages)
    pictures = elements(html, "img")
    assert len(pictures) == len(pages.asked) == 2
    assert all(p.get("src").startswith("data:image/png;base64,") for p in pictures)
    assert "Page 1 of “report.pdf”" in pictures[0].get("alt")
    assert pictures[0].get("width")
    assert pictures[0].get("height")


def test_where_nothing_can_be_drawn_the_words_stand_alone() -> None:
    html = shown(a_full_report(), pages=Drawing(nothing=True))
    assert elements(html, "img") == []
    assert "“tragic accident”" in finding(html, "wording-accident")
    assert "No pictures of “second.pdf”: The file has changed since it was" in body(html)
    assert "2 required checks failed." in body(html)


def test_places_close_together_share_a_picture_and_places_apart_do_not() -> None:
    def at(top: float, page: int = 1) -> Evidence:
        return Evidence(0, page, f"at {top}", Box(90, top, 200, top + 12))

    close = (at(100), at(150), at(100 + 2 * TALLEST), at(100, page=2))
    groups = gathered(close, a_submission(a_file()))
    assert [[e.quote for e in g.evidence] for g in groups] == [
        ["at 100", "at 150"],
        [f"at {100 + 2 * TALLEST}"],
        ["at 100"],
    ]
    assert groups[0].clip is not None
    assert groups[0].clip.marks == (close[0].box, close[1].box)


@pytest.mark.parametrize(
    "box",
    [
        Box(90, 100, 200, 112),
        Box(-50, -50, 5, 5),
        Box(580, 830, 700, 900),
        Box(0, 0, 595, 842),
        Box(200, 112, 90, 100),
    ],
)
def test_a_picture_holds_its_mark_and_stays_on_the_page(box: Box) -> None:
    (group,) = gathered((Evidence(0, 1, "x", box),), a_submission(a_file()))
    assert group.clip is not None
    area = group.clip.area
    assert 0 <= area.x0 < area.x1 <= 595
    assert 0 <= area.y0 < area.y1 <= 842
    for mark in group.clip.marks:
        assert area.x0 <= mark.x0 < mark.x1 <= area.x1
        assert area.y0 <= mark.y0


@pytest.mark.parametrize(
    "box", [Box(float("nan"), 0, 1, 1), Box(0, 0, float("inf"), 9), Box(700, 10, 800, 20)]
)
def test_a_place_that_is_not_on_the_page_has_no_picture(box: Box) -> None:
    (group,) = gathered((Evidence(0, 1, "x", box),), a_submission(a_file()))
    assert group.clip is None


def test_a_picture_does_not_cut_a_line_of_text() -> None:
    lines = tuple(Line(f"line {n}", Box(70, 14 * n, 500, 14 * n + 11), 11) for n in range(1, 50))
    file = a_file()
    file = replace(file, pages=(replace(file.pages[0], lines=lines), *file.pages[1:]))
    (group,) = gathered((Evidence(0, 1, "x", lines[20].box),), a_submission(file))
    assert group.clip is not None
    for line in lines:
        assert not line.box.y0 < group.clip.area.y0 < line.box.y1
        assert not line.box.y0 < group.clip.area.y1 < line.box.y1


def test_a_picture_of_a_wide_table_cuts_no_cell() -> None:
    edges = (40, 240, 330, 480, 560, 700, 800)
    cells = tuple(
        Cell(row, column, 1, 1, Box(x0, 100 + 60 * row, x1, 160 + 60 * row), ())
        for row in range(3)
        for column, (x0, x1) in enumerate(pairwise(edges))
    )
    table = Table(Box(40, 100, 800, 280), 3, 6, cells, 0)
    file = a_file(pages="t")
    wide = replace(file.pages[0], width=842, height=595, tables=(table,))
    submission = a_submission(replace(file, pages=(wide,)))
    for cell in cells:
        (group,) = gathered((Evidence(0, 1, "x", cell.box),), submission)
        assert group.clip is not None
        area = group.clip.area
        assert area.x0 <= cell.box.x0 < cell.box.x1 <= area.x1
        assert area.x1 - area.x0 < 760
        assert not any(x0 + 2 < side < x1 - 2 for x0, x1 in pairwise(edges) for side in area[::2])


def test_without_quotes_there_are_no_words_and_no_pictures_of_the_review() -> None:
    pages = Drawing()
    html = shown(a_full_report("tragic accident"), quotes=False, pages=pages)
    assert "tragic accident" not in html
    assert "Home Secretary" not in html
    assert pages.asked == []
    assert "Page 1 of “report.pdf”" in finding(html, "wording-accident")


def test_with_a_list_of_names_the_page_holds_none_of_them(tmp_path: Path) -> None:
    names = tmp_path / "names.txt"
    names.write_text("Alban Pellowe\nMrs P\n", "utf-8")
    report = api.check(sample("faults-2023.pdf"), names=names, ocr="never")
    html = shown(report)
    assert "Pellowe" not in html
    assert "[protected name]" in html


# Bad input


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_outside_is_shown_and_never_acts(text: str) -> None:
    html = shown(a_hostile_report(text), pages=Drawing())
    html.encode("utf-8")
    assert len(elements(html, "script")) == 1
    assert len(elements(html, "style")) == 1
    assert elements(html, "svg") == []
    assert all(e.get("onerror") is None for e in tree(html).iter())
    assert harmless(visible_prose(text))[:12] in body(html)
    forbidden = "\x00\x07\x1b\x9b\u202e\u2066\u200b\ufffe\uffff\ufdd0"
    assert not any(c in html for c in forbidden)


@settings(max_examples=25, deadline=None)
@given(st.text(min_size=1, max_size=200))
def test_any_text_at_all_keeps_the_page_valid(text: str) -> None:
    tree(shown(a_report(a_result(Status.FAIL, text, fix=text), files=(a_file(text),))))


def test_a_file_name_cannot_break_out_of_the_running_title() -> None:
    html = shown(a_report(a_result(Status.PASS), files=(a_file('"; } body { display: none } /*'),)))
    (style,) = elements(html, "style")
    assert "display: none } /*" not in "".join(style.itertext())


# Messages


def test_rows_of_the_plan_and_points_of_the_letter_are_set_out_as_lists() -> None:
    linker = Linker(["plan-scope"])
    lead, rest = linker.paragraphs(
        "2 rows are late. row 1 (page 7): nothing is said; row 2 (page 7): “Ongoing”. Judged today."
    )
    assert [p.text for p in lead.text] == ["2 rows are late."]
    assert [e[0].text for e in lead.entries] == [
        "row 1 (page 7): nothing is said",
        "row 2 (page 7): “Ongoing”.",
    ]
    assert rest.text[0].text == "Judged today."
    (points,) = linker.paragraphs("Tick off. 1. “One” (page 2); see plan-scope. 2. “Two” (page 3).")
    assert points.numbered
    assert [p.anchor for p in points.entries[0]] == [None, "rule-plan-scope", None]


def test_a_plain_sentence_stays_one_paragraph() -> None:
    text = "Nothing was found: neither here; nor there."
    (only,) = Linker([]).paragraphs(text)
    assert only.text[0].text == text
    assert only.entries == ()


def test_the_terminal_form_does_not_load_what_only_html_needs() -> None:
    code = (
        "import sys; from dhrcheck.cli import main, check, outputs; from dhrcheck.output import "
        "REPORT_FORMATS, terminal; assert 'jinja2' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
