"""Measuring. Two women in one review of 2017: long headings that break over lines, a plan under a header
of two levels with theme rows, the panel told in sentences, appendices in Roman figures, the summary in a
file of its own."""

from __future__ import annotations

from dataclasses import replace

from tests.reviews.content import Column, Look, Review
from tests.reviews.measuring_letters import measuring_letter
from tests.reviews.measuring_writing import (
    REPORT,
    SUMMARY,
    by_theme,
    contributors_in_table,
    headings_numbered,
    lessons_in_table,
    names_by_role,
    panel_in_sentences,
    said,
)
from tests.reviews.prose import Case
from tests.reviews.shapes import live_note_marked
from tests.reviews.style import PlanForm, Style


def _arranged(review: Review, case: Case) -> Review:
    review = by_theme(live_note_marked(review), case)
    review = headings_numbered(review, REPORT, lambda n: f"{n}.0")
    review = headings_numbered(review, SUMMARY, lambda n: f"{n}.", level=2)
    # Sentences of the defects speak of one person.
    return replace(review, facts={**review.facts, "victim": case["first_victim"]})


STYLE = Style(
    name="measuring_linnet",
    measuring=True,
    cases=("measuring_brant",),
    older=True,
    voice=0,
    look=Look(
        font="Carlito",
        size=11,
        colour="00573F",
        heading_sizes=(20, 14, 11.5),
        header="Domestic Homicide Review: {victim}",
        footer="",
        page_number="Page {page} of {pages}",
        spacing=1.15,
        table_head="00573F",
        margin=2.5,
        outline=True,
    ),
    said=said("linnet"),
    own={
        "report:confidentiality": names_by_role,
        "report:panel": panel_in_sentences,
        "summary:panel": panel_in_sentences,
        "report:lessons": lessons_in_table,
        "summary:contributors": contributors_in_table,
    },
    write_letter=measuring_letter,
    arrange=_arranged,
    files=(
        (
            "Ebbworth_DHR_Overview",
            "Overview Report: {victim}",
            (
                "cover",
                "contents",
                "report",
                "appendix:glossary",
                "appendix:plan",
                "appendix:letter",
            ),
        ),
        (
            "Ebbworth_DHR_Summary",
            "Executive Summary: {victim}",
            ("summary-cover", "summary"),
        ),
    ),
    cover=(
        ("title", "Overview Report"),
        ("subtitle", "Domestic Homicide Review into the deaths of {victim}, who died in {death}"),
        ("body", "A report for the {partnership}"),
        ("body", "Independent Chair: {chair}"),
        ("body", "Report Author: {author}"),
        ("body", "Completed {ended} and revised {revised}"),
    ),
    summary_cover=(
        ("title", "Overview Report Executive Summary"),
        ("subtitle", "Domestic Homicide Review into the deaths of {victim}, who died in {death}"),
        ("body", "{partnership}"),
        ("body", "Independent Chair: {chair}. Report Author: {author}"),
        ("body", "Completed {ended} and revised {revised}"),
    ),
    headers={"summary": "Executive Summary", "plan": "DHR Action Plan"},
    report_title="",
    summary_title="Executive Summary",
    summary=(
        ("process", "The Review Process"),
        ("contributors", "Contributors to the Review"),
        ("panel", "The Review Panel Members"),
        ("chair", "Chair of the Review and Author of the Overview Report"),
        ("terms-of-reference", "Terms of Reference for the Review"),
        ("chronology", "Summary Chronology"),
        ("key-issues", "Key Issues Arising from the Review"),
        ("conclusions", "Conclusions"),
        ("lessons", "Lessons to be Learned"),
        ("recommendations", "Recommendations from the Review"),
    ),
    report=(
        ("condolences", "Preface"),
        ("introduction", "Introduction to the review into the deaths of a mother and her daughter"),
        (
            "timescales",
            "Timescales, and the reasons for which the review took longer than six months",
        ),
        ("confidentiality", "Confidentiality, and the names by which people are called"),
        ("purpose", "Purpose of the review, legal framework and definitions"),
        ("terms-of-reference", "Terms of reference agreed with both families"),
        ("methodology", "Methodology"),
        (
            "family-involvement",
            "Involvement of family, friends, work colleagues, neighbours and wider community",
        ),
        ("perpetrator-involvement", "Involvement of the perpetrator"),
        ("contributors", "Contributors to the review"),
        ("panel", "The review panel members"),
        ("chair", "Chair of the review and author of the overview report"),
        ("parallel-reviews", "Parallel reviews, criminal proceedings and coroner's inquests"),
        ("equality", "Equality and diversity"),
        ("dissemination", "Dissemination"),
        ("facts", "Background information (the facts)"),
        ("chronology", "Chronology of the agencies' contact with the family"),
        ("agency-involvement", "Overview of what was known to agencies"),
        (
            "analysis",
            "Analysis of the events, of the decisions made and of the actions taken or not",
        ),
        ("conclusions", "Conclusions"),
        ("lessons", "Lessons to be learned"),
        ("recommendations", "Recommendations"),
    ),
    plan=PlanForm(
        (
            Column("number", "No.", 5, "What was recommended"),
            Column("recommendation", "Recommendation", 24, "What was recommended"),
            Column("scope", "Scope", 9, "What was recommended"),
            Column("action", "Action to take", 20, "What will be done"),
            Column("lead", "Lead agency", 13, "What will be done"),
            Column("target-date", "Target date", 10, "What will be done"),
            Column("milestones", "Key milestones achieved", 20, "What has been achieved"),
            Column("completion", "Date of completion", 13, "What has been achieved"),
            Column("outcome", "Outcome", 20, "What has been achieved"),
        ),
        heading="DHR Action Plan",
        dates="quarter",
    ),
    numbering="paragraphs",
    appendix="Appendix {label} {title}",
    labels="roman",
    letter_title="Home Office Quality Assurance Panel letter",
    glossary_title="Glossary of terms",
    terms_mark="letter",
    recommendation_mark="{no}) ",
    contents_depth=2,
)
