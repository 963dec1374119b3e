"""Parts are found page-exact, whatever their order and dress."""

from __future__ import annotations

import pytest

from dhrcheck.document.flow import build_flow
from dhrcheck.document.understand import understand
from dhrcheck.reading.model import FileReading
from dhrcheck.rulebook.loader import load_vocabulary
from tests.page_builder import a_file

PROSE = """The panel heard how services had worked together in the years before the death. Each
agency set out its contact and what it had learned since. The family spoke of a warm
and generous woman who had looked after everybody around her for many years.
The reports showed missed chances to ask about life at home and to share concern."""
MORE = PROSE + "\n\n" + PROSE + "\n\n" + PROSE

COVER = (
    "# Exampleton Community Safety Partnership\n\n# Domestic Homicide Review\n\n# Overview Report\n\n"
    "Report into the death of Rowan\n\nwho died in March 2021\n\nAuthor: A. Writer\n\nJune 2023"
)
SUMMARY_COVER = COVER.replace("Overview Report", "Executive Summary")
CONTENTS = (
    "## Contents\n\nIntroduction ........ 4\nTerms of reference ........ 5\n"
    "Chronology ........ 6\nAnalysis ........ 7\nExecutive Summary ........ 9\nAction plan ........ 12"
)
REPORT = [
    f"## Introduction\n{MORE}",
    f"## Terms of reference\n{MORE}\n\n## Methodology\n{PROSE}",
    f"## Chronology\n{MORE}",
    f"## Analysis\n{MORE}",
    f"## Conclusions\n{PROSE}\n\n## Lessons to be learned\n{PROSE}\n\n"
    "## Recommendations\n1. The partnership should train staff.",
]
SUMMARY = [
    f"# Executive Summary\n### The review process\n{MORE}\n\n### Contributors to the review\n{PROSE}",
    f"### Terms of reference\n{PROSE}\n\n### Conclusions\n{PROSE}\n\n### Recommendations\n1. Train staff.",
]
PLAN = (
    "## Action plan\n\n| Recommendation | Scope | Action to take | Lead agency | Target date | Outcome |\n"
    "| 1. Train staff | Local | Run a course | Health board | March 2024 | Done in May |\n"
    "| 2. Share news | Local | Agree a form | Council | June 2024 | Agreed in July |"
)
PLAN_MORE = (
    "| 3. Ask alone | Local | Write a guide | Police | July 2024 | Written in August |\n"
    "| 4. Follow up | Local | Audit | Council | May 2024 | Audit made |"
)
LETTER = """Interpersonal Abuse Unit
2 Marsham Street
London SW1P 4DF

Community Safety Officer
Exampleton Council

14 November 2023

Dear Officer,

Thank you for submitting the Domestic Homicide Review (DHR) report (Rowan) for the
Exampleton Community Safety Partnership to the Home Office Quality Assurance (QA) Panel.
The report was considered at the QA Panel meeting on 11 October 2023.

The QA Panel felt this was a careful report.

Areas for final development:

- The glossary is not complete.

Yours sincerely,

Home Office DHR Quality Assurance Panel"""
APPENDIX = f"## Appendix A: Terms of reference\n{PROSE}"
PICTURE = "[picture]"


def parts_of(*files: FileReading) -> list[tuple[str, int, int, int]]:
    submission = understand(files, load_vocabulary())
    assert submission.not_a_review is None, submission.not_a_review
    return [(p.role.value, p.file, p.first_page, p.last_page) for p in submission.parts]


def pages_of(role: str, *files: FileReading) -> list[tuple[int, int]]:
    return [(a, b) for r, _, a, b in parts_of(*files) if r == role]


def test_summary_before_the_report_under_a_larger_title() -> None:
    file = a_file(COVER, CONTENTS, *SUMMARY, *REPORT, PLAN, LETTER)
    assert parts_of(file) == [
        ("cover", 0, 1, 1),
        ("contents", 0, 2, 2),
        ("executive-summary", 0, 3, 4),
        ("overview-report", 0, 5, 9),
        ("action-plan", 0, 10, 10),
        ("feedback-letter", 0, 11, 11),
    ]


def test_summary_after_the_report() -> None:
    file = a_file(COVER, CONTENTS, *REPORT, *SUMMARY, PLAN, LETTER)
    assert pages_of("overview-report", file) == [(3, 7)]
    assert pages_of("executive-summary", file) == [(8, 9)]


def test_summary_with_its_own_cover_before_the_reports_cover() -> None:
    file = a_file(SUMMARY_COVER, *SUMMARY, COVER, CONTENTS, *REPORT, LETTER)
    assert pages_of("executive-summary", file) == [(2, 3)]
    assert pages_of("cover", file) == [(1, 1), (4, 4)]
    assert pages_of("overview-report", file) == [(6, 10)]


def test_summary_whose_sections_look_like_its_title() -> None:
    summary = [
        page.replace("### ", "## ").replace("# Executive", "## Executive", 1) for page in SUMMARY
    ]
    summary = [page.replace("### ", "## ") for page in summary]
    file = a_file(COVER, *summary, *REPORT, LETTER)
    assert pages_of("executive-summary", file) == [(2, 3)]
    assert pages_of("overview-report", file) == [(4, 8)]


def test_short_summary_without_headings_whose_title_looks_like_the_reports_headings() -> None:
    file = a_file(COVER, f"## Executive Summary\n{MORE}", MORE, *REPORT, LETTER)
    assert pages_of("executive-summary", file) == [(2, 3)]
    assert pages_of("overview-report", file) == [(4, 8)]


def test_summary_as_section_one_of_the_report() -> None:
    numbered = [
        f"## 1. Executive Summary\n### 1.1 The review process\n{MORE}",
        f"### 1.2 Terms of reference\n{MORE}\n### 1.3 Recommendations\n{PROSE}",
        f"## 2. Introduction\n### 2.1 Purpose of the review\n{MORE}",
        f"## 3. Terms of reference\n{MORE}",
        f"## 4. Chronology\n{MORE}",
        f"## 5. Analysis\n{MORE}",
        f"## 6. Recommendations\n{MORE}",
    ]
    file = a_file(COVER, CONTENTS, *numbered, LETTER)
    assert pages_of("executive-summary", file) == [(3, 4)]
    assert pages_of("overview-report", file) == [(5, 9)]


def test_summary_whose_numbering_begins_again_in_the_report() -> None:
    summary = [
        f"## Executive Summary\n## 1. The review process\n{MORE}\n## 2. Contributors\n{PROSE}",
        f"## 3. Terms of reference\n{MORE}\n## 4. Conclusions\n{PROSE}",
    ]
    report = [
        f"## 1. Introduction\n{MORE}",
        f"## 2. Terms of reference\n{MORE}",
        f"## 3. Chronology\n{MORE}",
        f"## 4. Analysis\n{MORE}",
    ]
    file = a_file(COVER, *summary, *report, LETTER)
    assert pages_of("executive-summary", file) == [(2, 3)]
    assert pages_of("overview-report", file) == [(4, 7)]


def test_running_headers_naming_the_summary_open_no_part() -> None:
    head = "^ Overview Report and Executive Summary - Rowan\n"
    file = a_file(COVER, *(head + p for p in [*REPORT, *SUMMARY, PLAN]))
    assert pages_of("overview-report", file) == [(2, 6)]
    assert pages_of("executive-summary", file) == [(7, 8)]


def test_overview_report_executive_summary_as_a_summarys_title() -> None:
    cover = COVER.replace("# Overview Report", "# Overview Report\n# Executive Summary")
    report = a_file(COVER, CONTENTS, *REPORT, PLAN, name="dhr.pdf")
    summary = a_file(
        cover, *(p.replace("# Executive Summary\n", "") for p in SUMMARY), name="b.pdf"
    )
    assert [p for p in parts_of(report, summary) if p[1] == 1] == [
        ("cover", 1, 1, 1),
        ("executive-summary", 1, 2, 3),
    ]


def test_four_files() -> None:
    files = (
        a_file(COVER, CONTENTS, *REPORT, name="report.pdf"),
        a_file(SUMMARY_COVER, *SUMMARY, name="summary.pdf"),
        a_file(PLAN, PLAN_MORE, name="plan.pdf"),
        a_file(LETTER, name="letter.pdf"),
    )
    assert parts_of(*files) == [
        ("cover", 0, 1, 1),
        ("contents", 0, 2, 2),
        ("overview-report", 0, 3, 7),
        ("cover", 1, 1, 1),
        ("executive-summary", 1, 2, 3),
        ("action-plan", 2, 1, 2),
        ("feedback-letter", 3, 1, 1),
    ]


def test_plan_over_two_pages_without_title_and_header_only_once() -> None:
    untitled = PLAN.split("\n\n", 1)[1]
    file = a_file(COVER, *REPORT, untitled, PLAN_MORE, LETTER)
    assert pages_of("action-plan", file) == [(7, 8)]


def test_plan_in_an_appendix_is_the_plan_and_the_next_appendix_is_not() -> None:
    plan = PLAN.replace("## Action plan", "## Appendix B: Action Plan")
    file = a_file(
        COVER, *REPORT, APPENDIX, plan, PLAN_MORE, "## Appendix C: Glossary\nDHR means review"
    )
    assert pages_of("appendix", file) == [(7, 7), (10, 10)]
    assert pages_of("action-plan", file) == [(8, 9)]


def test_letter_between_plan_and_appendix() -> None:
    file = a_file(COVER, *REPORT, PLAN, LETTER, APPENDIX)
    assert pages_of("feedback-letter", file) == [(8, 8)]
    assert pages_of("appendix", file) == [(9, 9)]


def test_scanned_letter_behind_its_divider_is_known_for_the_letter() -> None:
    file = a_file(COVER, *REPORT, PLAN, "## Appendix C: Home Office letter", PICTURE, PICTURE)
    assert pages_of("feedback-letter", file) == [(8, 10)]


def test_scanned_pages_that_nothing_explains_are_other() -> None:
    file = a_file(COVER, *REPORT, PLAN, PICTURE, PICTURE)
    assert pages_of("other", file) == [(8, 9)]


def test_promise_of_a_letter_is_no_letter() -> None:
    promise = "## Appendix C: Home Office letter\nThe letter will be attached once received."
    file = a_file(COVER, *REPORT, PLAN, promise)
    assert pages_of("feedback-letter", file) == []


def test_sentence_about_the_plan_is_no_plan() -> None:
    section = f"## Action plan\n{PROSE}\nAn action plan has been developed."
    file = a_file(COVER, *REPORT, section)
    assert pages_of("action-plan", file) == []


def test_two_letters_are_two_parts() -> None:
    later = LETTER.replace("submitting", "resubmitting").replace("2023", "2024")
    file = a_file(COVER, *REPORT, PLAN, LETTER, later)
    assert pages_of("feedback-letter", file) == [(8, 8), (9, 9)]


def test_every_page_belongs_to_a_part() -> None:
    file = a_file(COVER, CONTENTS, *SUMMARY, "", *REPORT, "", PLAN, LETTER, "")
    held = {n for _, _, a, b in parts_of(file) for n in range(a, b + 1)}
    assert held == set(range(1, len(file.pages) + 1))


@pytest.mark.parametrize(
    "title",
    ["Needs Assessment of Young People", "Annual Report of the Library Service"],
)
def test_something_else_is_no_review(title: str) -> None:
    file = a_file(f"# {title}\n\n2023", *REPORT)
    submission = understand((file,), load_vocabulary())
    assert submission.not_a_review is not None
    assert "does not look like" in submission.not_a_review.sentence


def test_pictures_alone_are_not_called_something_else() -> None:
    submission = understand((a_file(PICTURE, PICTURE),), load_vocabulary())
    assert submission.not_a_review is None


def test_running_headers_are_set_aside() -> None:
    flow = build_flow((a_file(*["^ Official\n" + p for p in REPORT]),))
    from dhrcheck.document.furniture import mark_furniture

    marked = mark_furniture(flow.lines, flow.pages)
    assert [ln.text for ln in marked if ln.furniture] == ["Official"] * len(REPORT)


def test_appendices_without_page_numbers_close_a_contents_list() -> None:
    listed = (
        CONTENTS + "\nAppendix 1 Glossary\nAppendix 2 Action plan\nAppendix 3 Home Office letter"
    )
    found = parts_of(a_file(COVER, listed, *REPORT, PLAN, LETTER))
    assert not [p for p in found if p[0] == "appendix"]


def test_an_appendix_under_a_contents_list_is_an_appendix() -> None:
    listed = CONTENTS + f"\n\n## Appendix 1 Glossary\n{PROSE}"
    found = parts_of(a_file(COVER, listed, *REPORT))
    assert ("appendix", 0, 2) in [p[:3] for p in found]


def test_the_appendix_heading_right_above_a_plan_is_the_plans() -> None:
    found = parts_of(a_file(COVER, *REPORT, "# Appendix Three\n\n" + PLAN, LETTER))
    assert not [p for p in found if p[0] == "appendix"]
    assert [p[2:] for p in found if p[0] == "action-plan"] == [(7, 7)]


def test_a_title_over_the_contents_list_is_a_cover() -> None:
    found = parts_of(a_file(COVER + "\n\n" + CONTENTS, *REPORT))
    assert [p[0] for p in found if p[2] == 1] == ["cover", "contents"]


def test_short_numbered_sections_over_a_glossary_are_no_cover() -> None:
    ending = (
        "## 16. Conclusions and what they rest on\n16.1 Nobody had the whole picture.\n\n"
        "## 17. Lessons to be learned by all the agencies\n17.1 Stalking has to be named as such.\n\n"
        "17.2 Services for one must ask about the other.\n\n"
        "## Appendix A: Glossary\n\n| DHR | Domestic Homicide Review |\n| GP | General practitioner |"
    )
    found = parts_of(a_file(COVER, *REPORT[:4], ending, PLAN, LETTER))
    assert [p[2:] for p in found if p[0] == "cover"] == [(1, 1)]
    assert ("overview-report", 0, 2, 6) in found


def test_the_header_of_an_annex_of_two_pages_belongs_to_those_pages() -> None:
    glossary = f"## Appendix I Glossary\n{PROSE}"
    plan = "^ DHR Action Plan\n## Appendix II DHR Action Plan\n\n" + PLAN.split("\n\n")[1]
    more = "^ DHR Action Plan\n" + PLAN_MORE
    found = parts_of(a_file(COVER, *REPORT, glossary, plan, more, LETTER))
    assert [p[2:] for p in found if p[0] == "appendix"] == [(7, 7)]
    assert [p[2:] for p in found if p[0] == "action-plan"] == [(8, 9)]


def test_a_header_that_stands_once_belongs_to_the_appendix_under_it() -> None:
    terms = f"^ Terms as agreed in May\n## Appendix II Terms of reference\n{PROSE}"
    found = parts_of(a_file(COVER, *REPORT, f"## Appendix I Glossary\n{PROSE}", terms))
    assert [p[2:] for p in found if p[0] == "appendix"] == [(7, 7), (8, 8)]


CUT = LETTER.split("Areas for final")[0]
"""A letter whose second page was lost."""
PANELS = [page.replace("The panel heard", "The Panel heard") for page in REPORT]
POINTS = """Areas for final development:

### Terms of reference

- The terms of reference would be better placed nearer to the front of the report.

- The reader should be told who agreed them.

### Equality and diversity

- The report should say how age and faith bore on the contact of agencies with the
family."""
MIDDLE = """- The chronology is long. Some of it could be moved to an appendix.

### Action plan

- The plan should say when each action was finished.

- Targets should be given by month and year."""
LAST = """We do not need to see another version of the report, but I would be grateful if you
would include our letter as an appendix to the report.

Yours sincerely,

Home Office DHR Quality Assurance Panel"""


def test_a_cut_letter_first_in_the_file_takes_no_page_of_the_report() -> None:
    for pages in ((CUT, COVER, *PANELS), (CUT, COVER, CONTENTS, *PANELS), (CUT, *PANELS)):
        found = parts_of(a_file(*pages))
        assert [p[2:] for p in found if p[0] == "feedback-letter"] == [(1, 1)]
        assert [p[2:] for p in found if p[0] == "overview-report"] == [(len(pages) - 4, len(pages))]


def test_a_cut_letter_in_the_middle_takes_no_page_of_what_follows() -> None:
    found = parts_of(a_file(COVER, *PANELS, CUT, SUMMARY_COVER, *SUMMARY))
    assert [p[2:] for p in found if p[0] == "feedback-letter"] == [(7, 7)]
    assert [p[2:] for p in found if p[0] == "executive-summary"] == [(9, 10)]
    found = parts_of(a_file(COVER, *PANELS, CUT, *SUMMARY))
    assert [p[2:] for p in found if p[0] == "feedback-letter"] == [(7, 7)]
    assert [p[2:] for p in found if p[0] == "executive-summary"] == [(8, 9)]


def test_a_cut_letter_before_numbered_sections_takes_none_of_them() -> None:
    # Plain headings in the size of the text; the space under them differs, or the text would be taken
    # for a running header.
    titles = ("Introduction", "Terms of reference", "Chronology", "Analysis", "Recommendations")
    numbered = [f"{n}. {title}" + "\n" * (n + 1) + MORE for n, title in enumerate(titles, 1)]
    found = parts_of(a_file(CUT, *numbered))
    assert [p[2:] for p in found if p[0] == "feedback-letter"] == [(1, 1)]


def test_a_letter_with_topics_like_sections_keeps_all_its_pages() -> None:
    for pages in (
        (POINTS, MIDDLE, LAST),
        (POINTS, MIDDLE + "\n\n" + LAST),
        (POINTS + "\n\n" + LAST,),
    ):
        file = a_file(COVER, *REPORT, CUT, *pages)
        assert pages_of("feedback-letter", file) == [(7, 7 + len(pages))]
        file = a_file(CUT, *pages, COVER, *PANELS)
        assert pages_of("feedback-letter", file) == [(1, 1 + len(pages))]


def test_a_letter_cut_on_its_second_page_keeps_that_page() -> None:
    file = a_file(COVER, *PANELS, CUT, POINTS)
    assert pages_of("feedback-letter", file) == [(7, 8)]
    file = a_file(CUT, POINTS, COVER, *PANELS)
    assert pages_of("feedback-letter", file) == [(1, 2)]


def test_a_cover_behind_an_appendix_opens_the_report() -> None:
    file = a_file(SUMMARY_COVER, *SUMMARY, APPENDIX, COVER, CONTENTS, *REPORT)
    assert pages_of("appendix", file) == [(4, 4)]
    assert pages_of("overview-report", file) == [(7, 11)]
