"""Measuring. A Welsh single review of 2025: initials for people, some headings that ask, recommendations in a
table, a plan that begins with who leads, quarters of the financial year, the summary after the report."""

from __future__ import annotations

from tests.reviews.content import Column, Look, Review
from tests.reviews.measuring_letters import measuring_letter
from tests.reviews.measuring_writing import (
    REPORT,
    names_by_role,
    panel_with_dashes,
    paragraphs_numbered,
    recommendations_in_table,
    said,
)
from tests.reviews.prose import Case
from tests.reviews.shapes import lessons_numbered, live_note_marked
from tests.reviews.style import PlanForm, Style


def _arranged(review: Review, case: Case) -> Review:
    return paragraphs_numbered(live_note_marked(review), REPORT, str)


STYLE = Style(
    name="measuring_tamar",
    measuring=True,
    cases=("measuring_aeron",),
    voice=2,
    look=Look(
        font="Liberation Sans",
        size=11,
        colour="1F618D",
        heading_sizes=(18, 13, 11),
        header="",
        footer="Adolygiad Diogelu Unedig Sengl / Single Unified Safeguarding Review",
        page_number="{page}",
        spacing=1.3,
        table_head="D6EAF8",
        margin=2.2,
        outline=True,
    ),
    review_name="Single Unified Safeguarding Review",
    said=said("tamar"),
    own={
        "report:confidentiality": names_by_role,
        "report:panel": panel_with_dashes,
        "summary:panel": panel_with_dashes,
        "report:lessons": lessons_numbered,
        "report:recommendations": recommendations_in_table,
    },
    write_letter=measuring_letter,
    arrange=_arranged,
    files=(
        (
            "SUSR ER 2025 (English)",
            "Single Unified Safeguarding Review: {victim}",
            (
                "cover",
                "contents",
                "report",
                "summary",
                "appendix:glossary",
                "appendix:plan",
                "appendix:letter",
            ),
        ),
    ),
    cover=(
        ("title", "Single Unified Safeguarding Review"),
        ("subtitle", "(formerly Domestic Homicide Review)"),
        ("subtitle", "Review into the death of {victim} in {death}"),
        ("body", "{partnership} and {board}"),
        ("body", "Panel Chair: {chair}"),
        ("body", "Author: {author}"),
        ("body", "Completed in {ended}, revised in {revised}"),
    ),
    report_title="",
    summary_title="Executive Summary",
    summary=(
        ("process", "Purpose and process of the review"),
        ("terms-of-reference", "The questions asked"),
        ("chronology", "Outline of events"),
        ("key-issues", "Key themes and issues"),
        ("lessons", "Learning"),
        ("conclusions", "Conclusions"),
        ("recommendations", "Recommendations"),
        ("chair", "The chair and the author"),
        ("panel", "Panel members"),
        ("contributors", "Organisations that contributed"),
    ),
    report=(
        ("condolences", "Condolences"),
        ("introduction", "Introduction"),
        ("purpose", "What is this review for?"),
        ("timescales", "When was it carried out, and why did it take so long?"),
        ("terms-of-reference", "Terms of reference"),
        ("methodology", "How was it carried out?"),
        ("confidentiality", "Confidentiality and initials"),
        ("chair", "Chair and author: experience and independence"),
        ("panel", "Panel members"),
        ("contributors", "Contributing organisations"),
        ("family-involvement", "How did the family take part?"),
        ("perpetrator-involvement", "Did {perpetrator} take part?"),
        ("parallel-reviews", "Were there parallel investigations?"),
        ("equality", "Equality, diversity and language"),
        ("portrait", "Who was {victim}?"),
        ("circumstances", "The death of {victim} and the criminal trial"),
        ("chronology", "Timeline"),
        ("agency-involvement", "What did each organisation know and do?"),
        ("analysis", "Analysis"),
        ("lessons", "What has been learned?"),
        ("conclusions", "Conclusions"),
        ("recommendations", "Recommendations"),
        ("dissemination", "Dissemination and publication"),
    ),
    plan=PlanForm(
        (
            Column("lead", "Lead body", 13),
            Column("number", "Rec.", 6),
            Column("recommendation", "Recommendation of the review", 24),
            Column("scope", "Level", 9),
            Column("action", "Tasks", 19),
            Column("target-date", "By when", 11),
            Column("status", "RAG", 8),
            Column("progress", "Position reached", 20),
            Column("completion", "Date completed", 13),
            Column("outcome", "What difference has it made?", 22),
        ),
        heading="Action plan / Cynllun gweithredu",
        dates="long-quarter",
    ),
    numbering="none",
    appendix="Appendix {label} | {title}",
    labels="numbers",
    letter_title="Home Office feedback letter",
    glossary_title="Glossary and abbreviations",
    terms_mark="number",
    recommendation_mark="{no}. ",
    contents_depth=1,
)
