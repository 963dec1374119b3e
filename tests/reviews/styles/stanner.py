"""A council's form of 2022: the summary as section 1, a plan with a row for each
recommendation over its actions, annexes with a colon, page numbers in the header's company."""

from __future__ import annotations

from tests.reviews.content import Column, Look, Review
from tests.reviews.letters_by_year import letter_by_year
from tests.reviews.prose import Case
from tests.reviews.shapes import (
    contributors_list,
    in_chapters,
    live_note_marked,
    plan_by_recommendation,
    said,
)
from tests.reviews.style import PlanForm, Style

CHAPTERS = {
    "opening": "BACKGROUND TO THE REVIEW",
    "terms-of-reference": "SCOPE AND CONDUCT",
    "facts": "THE CASE",
    "analysis": "FINDINGS",
    "recommendations": "WAY FORWARD",
}


def _arranged(review: Review, case: Case) -> Review:
    review = plan_by_recommendation(live_note_marked(review), case)
    return in_chapters(review, CHAPTERS, after=1, called="SECTION {n} - {title}", paragraphs=False)


STYLE = Style(
    name="stanner",
    voice=3,
    look=Look(
        font="Liberation Serif",
        size=11.5,
        colour="1A5276",
        heading_sizes=(14, 12, 11.5),
        header="DHR {victim} ({partnership})",
        footer="Published version",
        page_number="Page {page}",
        spacing=1.2,
        table_head="F2F3F4",
        justify=True,
        margin=2.0,
        outline=True,
    ),
    said=said("stanner"),
    own={"report:contributors": contributors_list},
    write_letter=letter_by_year,
    arrange=_arranged,
    results={"plan-columns": "pass|review"},
    files=(
        (
            "Domestic-Homicide-Review-published",
            "Domestic Homicide Review: combined report",
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
        ("title", "Combined Overview Report and Executive Summary"),
        ("subtitle", "Domestic Homicide Review"),
        ("centre", "under the Domestic Violence, Crime and Victims Act 2004"),
        ("subtitle", "In respect of {victim}, who died in {death}"),
        ("body", "Commissioned by: {partnership}"),
        ("body", "Independent Chair & Author: {author}"),
        ("body", "Report completed: {ended}"),
        ("body", "Published version: {revised}"),
    ),
    summary_title="SECTION 1 - EXECUTIVE SUMMARY",
    report_title="",
    summary=(
        ("process", "Purpose and conduct of the review"),
        ("contributors", "Information received"),
        ("panel", "DHR Panel"),
        ("chair", "Authorship and independence"),
        ("terms-of-reference", "KLOE"),
        ("chronology", "Case summary"),
        ("key-issues", "Main findings"),
        ("conclusions", "Conclusions / Recommendations: conclusions"),
        ("lessons", "Learning identified"),
        ("recommendations", "Conclusions / Recommendations: recommendations"),
    ),
    report=(
        ("opening", "Introduction and condolences"),
        ("purpose", "Legal context and purpose"),
        ("timescales", "Time frame"),
        ("confidentiality", "Naming of parties"),
        ("terms-of-reference", "Key lines of enquiry (KLOE)"),
        ("methodology", "Process"),
        ("contributors", "Information received from agencies"),
        ("panel", "DHR Panel"),
        ("chair", "Authorship and independence"),
        ("family-and-perpetrator", "Contact with family, friends and {perpetrator}"),
        ("parallel-reviews", "Criminal and other investigations"),
        ("equality", "Equality and protected characteristics"),
        ("dissemination", "Sharing and publication"),
        ("facts", "Case summary"),
        ("chronology", "Combined agency chronology"),
        ("agency-involvement", "Agency involvement"),
        ("analysis", "Addressing the key lines of enquiry"),
        ("conclusions", "Conclusions"),
        ("lessons", "Key findings and learning"),
        ("recommendations", "Single agency and multi-agency recommendations"),
    ),
    plan=PlanForm(
        (
            Column("number", "Ref.", 6),
            Column("action", "Actions", 22),
            Column("scope", "Scope", 10),
            Column("lead", "Lead", 15),
            Column("target-date", "Timescale", 12),
            Column("progress", "Update", 20),
            Column("completion", "Date of completion", 15),
            Column("outcome", "Impact / evidence of change", 22),
            Column("status", "BRAG", 9),
        ),
        heading="Recommendations and actions",
        dates="end",
    ),
    numbering="none",
    appendix="ANNEX {label}: {title}",
    labels="letters",
    letter_title="HOME OFFICE QA LETTER",
    glossary_title="GLOSSARY",
    terms_mark="roman",
    recommendation_mark="({no}) ",
    contents_depth=2,
)
