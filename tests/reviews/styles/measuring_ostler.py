"""Measuring. A death by suicide, reviewed in 2021: Roman figures for sections with the summary as
the first of them, paragraphs in brackets, a portrait plan in which a recommendation is one cell over its
steps."""

from __future__ import annotations

from tests.reviews.content import Column, Look, Review
from tests.reviews.measuring_letters import measuring_letter
from tests.reviews.measuring_writing import (
    REPORT,
    ROMAN,
    by_step,
    contributors_by_kind,
    headings_numbered,
    panel_with_dashes,
    paragraphs_numbered,
    said,
)
from tests.reviews.prose import Case
from tests.reviews.shapes import live_note_marked, summary_lessons_prose
from tests.reviews.style import PlanForm, Style


def _arranged(review: Review, case: Case) -> Review:
    review = by_step(live_note_marked(review), case, "short")
    review = headings_numbered(review, REPORT, lambda n: f"{ROMAN[n - 1]}.", after=1)
    return paragraphs_numbered(review, REPORT, lambda n: f"[{n}]")


STYLE = Style(
    name="measuring_ostler",
    measuring=True,
    cases=("measuring_quill",),
    older=True,
    voice=3,
    look=Look(
        font="Caladea",
        size=11,
        colour="7B241C",
        heading_sizes=(15, 12, 10.5),
        header="",
        footer="DHR {victim}",
        page_number="{page}",
        spacing=1.3,
        table_head="FADBD8",
        margin=1.9,
    ),
    said=said("ostler"),
    own={
        "report:panel": panel_with_dashes,
        "summary:panel": panel_with_dashes,
        "report:contributors": contributors_by_kind,
        "summary:lessons": summary_lessons_prose,
    },
    write_letter=measuring_letter,
    arrange=_arranged,
    files=(
        (
            "marnie-review",
            "Domestic Homicide Review: {victim}",
            (
                "cover",
                "contents",
                "summary",
                "report",
                "appendix:glossary",
                "appendix:plan",
                "divider:letter",
                "letter",
            ),
        ),
    ),
    cover=(
        ("subtitle", "{partnership}"),
        ("title", "Domestic Homicide Review"),
        ("subtitle", "{victim}"),
        ("centre", "Died {death}"),
        ("centre", "Overview Report and Executive Summary"),
        ("centre", "Written by {author}, Independent Chair and Author"),
        ("centre", "{ended}"),
        ("centre", "Revised for publication in {revised}"),
    ),
    summary_number="I.",
    summary_title="Executive Summary",
    report_title="",
    summary=(
        ("process", "How the review came about"),
        ("chair", "The chair and author"),
        ("panel", "The panel"),
        ("contributors", "Contributions"),
        ("terms-of-reference", "Key lines of enquiry"),
        ("chronology", "What happened to {victim}"),
        ("key-issues", "Key issues"),
        ("conclusions", "Conclusions"),
        ("lessons", "Lessons"),
        ("recommendations", "Recommendations"),
    ),
    report=(
        ("opening", "Introduction"),
        ("portrait", "{victim}: a portrait by her family"),
        ("purpose", "Purpose and legal framework"),
        ("timescales", "Timescales"),
        ("methodology", "Methodology"),
        ("confidentiality", "Confidentiality and pseudonyms"),
        ("terms-of-reference", "Key lines of enquiry"),
        ("family-involvement", "Contact with family and friends"),
        ("perpetrator-involvement", "Whether to approach {perpetrator}"),
        ("contributors", "Contributors"),
        ("panel", "The panel"),
        ("chair", "The independent chair and author"),
        ("parallel-reviews", "Parallel processes"),
        ("equality", "Equality and protected characteristics"),
        ("circumstances", "Background and circumstances of the death"),
        ("chronology", "Chronology"),
        ("agency-involvement", "What each organisation knew"),
        ("analysis", "Analysis by key line of enquiry"),
        ("conclusions", "Conclusions"),
        ("lessons", "Lessons learned"),
        ("recommendations", "Recommendations"),
        ("dissemination", "Dissemination of the report"),
    ),
    plan=PlanForm(
        (
            Column("recommendation", "Recommendation", 22),
            Column("scope", "Scope", 12),
            Column("lead", "Lead", 15),
            Column("action", "Step", 16),
            Column("target-date", "Target", 11),
            Column("progress", "Progress", 17),
            Column("completion-and-outcome", "Completion and outcome", 24),
        ),
        heading="Action plan",
        landscape=False,
        repeat=False,
        dates="short",
    ),
    numbering="none",
    appendix="Annexe {label}: {title}",
    labels="letters",
    letter_title="Feedback letter of the Home Office",
    glossary_title="Glossary",
    terms_mark="hyphen",
    recommendation_mark="R{no}. ",
    contents_depth=1,
)
