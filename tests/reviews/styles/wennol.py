"""A Welsh single review of 2025: questions for headings, no numbers, a table for each agency."""

from __future__ import annotations

from tests.reviews.content import Column, Look, Review
from tests.reviews.letters_by_year import letter_by_year
from tests.reviews.prose import Case
from tests.reviews.shapes import (
    live_note_marked,
    panel_list,
    plan_by_agency,
    said,
    second_partnership_named,
    summary_lessons_prose,
    summary_panel_list,
)
from tests.reviews.style import PlanForm, Style


def _arranged(review: Review, case: Case) -> Review:
    return second_partnership_named(plan_by_agency(live_note_marked(review), case), case)


STYLE = Style(
    name="wennol",
    voice=2,
    look=Look(
        font="DejaVu Sans",
        size=10,
        colour="C0392B",
        heading_sizes=(22, 15, 10),
        header="{review_name}",
        footer="",
        page_number="{page} o / of {pages}",
        spacing=1.5,
        table_head="1B4F72",
        margin=3.0,
    ),
    review_name="Single Unified Safeguarding Review",
    said=said("wennol"),
    own={
        "report:panel": panel_list,
        "summary:panel": summary_panel_list,
        "summary:lessons": summary_lessons_prose,
    },
    write_letter=letter_by_year,
    arrange=_arranged,
    files=(
        (
            "susr-report",
            "Single Unified Safeguarding Review: {victim}",
            (
                "cover",
                "summary",
                "contents",
                "report",
                "appendix:terms",
                "appendix:plan",
                "appendix:letter",
            ),
        ),
    ),
    cover=(
        ("title", "Adolygiad Diogelu Unedig Sengl"),
        ("title", "Single Unified Safeguarding Review"),
        ("subtitle", "(formerly Domestic Homicide Review)"),
        ("subtitle", "{victim}"),
        ("centre", "Bu farw / Died: {death}"),
        ("centre", "{partnership}"),
        ("bold", "Cadeirydd / Panel Chair: {chair}"),
        ("bold", "Awdur / Author: {author}"),
        ("bold", "{ended}, diwygiwyd / revised {revised}"),
    ),
    report_title="",
    summary_title="Executive summary",
    summary=(
        ("process", "What this summary is about"),
        ("chronology", "What happened to {victim}?"),
        ("terms-of-reference", "What were we asked?"),
        ("chair", "Who carried out the review?"),
        ("panel", "Who sat on the panel?"),
        ("contributors", "Which organisations helped us?"),
        ("key-issues", "What did we find? Key issues"),
        ("lessons", "What have we learned?"),
        ("conclusions", "Our conclusions"),
        ("recommendations", "Our recommendations"),
    ),
    report=(
        ("condolences", "To the family"),
        ("introduction", "Introduction: {victim} and this review"),
        ("purpose", "Why was a review held?"),
        ("terms-of-reference", "What were we asked? Our terms of reference"),
        ("methodology", "How did we go about it?"),
        ("timescales", "How long did it take, and why?"),
        ("confidentiality", "Confidentiality and names"),
        ("chair", "Who carried out the review?"),
        ("panel", "Who sat on the panel?"),
        ("contributors", "Which organisations helped us?"),
        ("family-involvement", "How were family and friends involved?"),
        ("perpetrator-involvement", "Was {perpetrator} asked to take part?"),
        ("portrait", "Who was {victim}?"),
        ("circumstances", "How did {victim} die?"),
        ("chronology", "What happened, and when?"),
        ("agency-involvement", "What did organisations know?"),
        ("equality", "Equality, diversity and the Welsh language"),
        ("analysis", "What do we make of it? Our analysis"),
        ("parallel-reviews", "What other inquiries were there?"),
        ("conclusions", "Our conclusions"),
        ("lessons", "What have we learned?"),
        ("recommendations", "Our recommendations"),
        ("glossary", "Words and abbreviations"),
        ("dissemination", "Who will be sent this report?"),
    ),
    plan=PlanForm(
        (
            Column("number", "No", 6, "Recommendation"),
            Column("recommendation", "Text", 24, "Recommendation"),
            Column("scope", "Local, regional or national", 11, "Recommendation"),
            Column("action", "Action", 18, "Delivery"),
            Column("lead", "Responsible", 13, "Delivery"),
            Column("target-date", "Due", 11, "Delivery"),
            Column("milestones", "Milestones reached", 18, "Where we are"),
            Column("completion-and-outcome", "Finished, and to what effect", 24, "Where we are"),
        ),
        heading="Action plan",
        dates="numeric",
    ),
    numbering="none",
    appendix="Annex {label} | {title}",
    labels="numbers",
    letter_title="QA Panel letter",
    terms_title="Terms of reference as agreed",
    terms_mark="number",
    recommendation_mark="Recommendation {no}. ",
    contents_depth=1,
)
