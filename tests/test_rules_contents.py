"""The contents list against headings and pages, and numbers on pages and paragraphs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from dhrcheck.document.model import Submission
from dhrcheck.document.understand import understand
from dhrcheck.outcome import Stage
from tests.build import expect, words
from tests.page_builder import a_file

MATCH = "file-contents-match"
BODY = (
    "The panel met four times, and it thought about what was known to the agencies at the time of\n"
    "the death and in the three years before it, as the terms of reference had asked."
)
TITLES = (
    "Introduction",
    "Methodology",
    "Equality and diversity",
    "Chronology",
    "Analysis",
    "Conclusions",
    "Recommendations",
    "Appendix A: Glossary",
)


def _contents(titles: Sequence[str], first: int, step: int = 1) -> str:
    entries = (f"{title} ........ {first + i * step}" for i, title in enumerate(titles))
    return "## Contents\n\n" + "\n\n".join(entries)


def _sections(titles: Sequence[str]) -> list[str]:
    return [f"## {title}\n\n{BODY}\n\n{BODY}" for title in titles]


def _numbered(pages: Sequence[str], label: Callable[[int], str]) -> list[str]:
    return [f"{page}\n_ {label(i)}" if label(i) else page for i, page in enumerate(pages, 1)]


def _understood(*pages: str) -> Submission:
    return understand((a_file(*pages),), words())


COVER = "# Domestic Homicide Review\n\nOverview Report into the death of Rowan\n\nMarch 2024"


def test_numbers_of_the_footer_count_and_not_those_of_the_file() -> None:
    pages = [COVER, _contents(TITLES, 1), *_sections(TITLES)]
    footers = _numbered(pages, lambda i: f"Page {i - 2}" if i > 2 else "")
    expect(_understood(*footers), MATCH).passes()


def test_roman_numbers_in_the_front_are_fine() -> None:
    entries = _contents(TITLES, 1).replace(
        "## Contents\n\n", "## Contents\n\nForeword ........ iii\n\n"
    )
    pages = [COVER, entries, f"## Foreword\n\n{BODY}", *_sections(TITLES)]
    roman = ("", "ii", "iii")
    footers = _numbered(pages, lambda i: roman[i - 1] if i <= 3 else str(i - 3))
    expect(_understood(*footers), MATCH).passes()


def test_a_list_over_two_pages_is_one() -> None:
    titles = [
        f"{kind} of the {place}" for kind in TITLES[:4] for place in ("police", "trust", "GP")
    ]
    entries = _contents(titles, 4).split("\n\n")
    first, second = "\n\n".join(entries[:8]), "\n\n".join(entries[8:])
    pages = [COVER, first, second, *_sections(titles)]
    expect(_understood(*pages), MATCH).passes()


def test_a_heading_in_the_list_is_not_the_heading_itself() -> None:
    pages = [
        COVER,
        _contents(TITLES, 3),
        *_sections([t for t in TITLES if t != "Chronology"]),
        BODY,
    ]
    expect(_understood(*pages), MATCH).fails(page=2, says="Chronology")


def test_a_list_that_was_not_updated_fails() -> None:
    added = ["## Tribute\n\n" + BODY, BODY, BODY]
    pages = [COVER, _contents(TITLES, 3), *_sections(TITLES[:3]), *added, *_sections(TITLES[3:])]
    footers = _numbered(pages, str)
    expect(_understood(*footers), MATCH).fails(page=2, says="“Chronology” is on page 9, not 6")


def test_an_annex_past_the_end_fails() -> None:
    entries = _contents(TITLES, 3) + "\n\nAppendix B: Home Office letter ........ 23"
    pages = _numbered([COVER, entries, *_sections(TITLES)], str)
    expect(_understood(*pages), MATCH).fails(page=2, says="promised on page 23")


def test_a_letter_that_is_there_under_no_heading_is_found() -> None:
    entries = _contents(TITLES, 3) + "\n\nAppendix B: Home Office letter ........ 11"
    letter = (
        "Interpersonal Abuse Unit\n2 Marsham Street\nLondon SW1P 4DF\n\n12 January 2024\n\n"
        "Dear Ms Sample,\n\nThank you for submitting the Domestic Homicide Review (DHR) report (Rowan)\n"
        "for Exampleton to the Home Office Quality Assurance (QA) Panel. The report was considered\n"
        "at the QA Panel meeting on 6 December 2023.\n\nYours sincerely,\n\n"
        "Home Office DHR Quality Assurance Panel"
    )
    expect(_understood(COVER, entries, *_sections(TITLES), letter), MATCH).passes()


def test_several_files_each_count_from_one() -> None:
    summary = [COVER.replace("Overview Report", "Executive Summary"), *_sections(TITLES[:2])]
    entries = _contents(TITLES, 3) + "\n\nExecutive Summary (separate document)"
    report = [COVER, entries, *_sections(TITLES)]
    both = understand(
        (a_file(*report, name="report.pdf"), a_file(*summary, name="summary.pdf")), words()
    )
    expect(both, MATCH).passes()


def test_two_headings_on_one_page_are_normal() -> None:
    bodies = _sections(TITLES)
    pages = [bodies[i] + "\n\n" + bodies[i + 1] for i in range(0, len(bodies), 2)]
    entries = "## Contents\n\n" + "\n\n".join(
        f"{title} ........ {3 + i // 2}" for i, title in enumerate(TITLES)
    )
    expect(_understood(COVER, entries, *pages), MATCH).passes()


@pytest.mark.parametrize(
    "heading",
    [
        "3. Equality and diversity",
        "EQUALITY & DIVERSITY",
        "Section 3: Equality and Diversity",
        "3 Equality and diversity",
    ],
)
def test_numbers_case_and_signs_make_no_difference(heading: str) -> None:
    titles = [heading if t.startswith("Equality") else t for t in TITLES]
    expect(_understood(COVER, _contents(TITLES, 3), *_sections(titles)), MATCH).passes()


def test_other_words_are_for_a_person() -> None:
    titles = ["Equalities and diversity" if t.startswith("Equality") else t for t in TITLES]
    expect(_understood(COVER, _contents(TITLES, 3), *_sections(titles)), MATCH).is_for_a_person()


# --- numbers


def _paragraphs(mark: Callable[[int], str], pages: int = 3, each: int = 3) -> list[str]:
    return [
        f"## {TITLES[p]}\n\n" + "\n\n".join(f"{mark(p * each + i + 1)}{BODY}" for i in range(each))
        for p in range(pages)
    ]


@pytest.mark.parametrize(
    "mark",
    ["1.{} ", "{}. ", "{}) ", "[{}] ", "2.4.{} ", "A{} ", "C.{} ", "Para {}. ", "3:{} "],
)
def test_paragraph_numbers_of_many_kinds_are_known(mark: str) -> None:
    pages = _numbered(_paragraphs(lambda n: mark.format(n)), lambda i: f"{i}")
    expect(_understood(COVER, *pages), "file-numbered", stage=Stage.SUBMISSION).passes()


def test_a_summary_and_a_report_may_each_begin_at_one() -> None:
    report = _numbered(_paragraphs(lambda n: f"{n}. "), lambda i: f"Page {i}")
    summary = _numbered(_paragraphs(lambda n: f"{n}. "), lambda i: f"Page {i}")
    title = COVER.replace("Overview Report", "Executive Summary")
    pages = [title, *summary, COVER, *report]
    expect(_understood(*pages), "file-numbered", stage=Stage.SUBMISSION).passes()


def test_numbers_of_a_spoken_sentence_are_none() -> None:
    pages = _paragraphs(lambda n: f"{2010 + n} was a hard year. ")
    expect(_understood(COVER, *pages), "file-numbered", stage=Stage.SUBMISSION).fails()
