"""A careful Word author of 2024: numbered paragraphs, summary first, plan and letter as appendices."""

from __future__ import annotations

from tests.reviews.content import Look
from tests.reviews.style import FULL_TEMPLATE, PlanForm, Style

STYLE = Style(
    name="thorn",
    voice=0,
    look=Look(
        font="Liberation Sans",
        size=11.5,
        header="Domestic Homicide Review: {victim}",
        page_number="Page {page} of {pages}",
        spacing=1.4,
    ),
    files=(
        (
            "review",
            "Domestic Homicide Review, Overview Report and Executive Summary",
            (
                "cover",
                "contents",
                "summary",
                "report",
                "appendix:glossary",
                "appendix:plan",
                "appendix:letter",
            ),
        ),
    ),
    cover=(
        ("subtitle", "{partnership}"),
        ("title", "Domestic Homicide Review"),
        ("subtitle", "Overview Report and Executive Summary"),
        ("subtitle", "Report into the death of {victim} in {death}"),
        ("centre", "Independent Chair and Author: {author}"),
        ("centre", "Report completed: {ended}"),
        ("centre", "Revised for publication: {revised}"),
    ),
    summary=(
        ("process", "The review process"),
        ("contributors", "Contributors to the review"),
        ("panel", "The review panel members"),
        ("chair", "Chair and author of the overview report"),
        ("terms-of-reference", "Terms of reference for the review"),
        ("chronology", "Summary chronology"),
        ("key-issues", "Key issues arising from the review"),
        ("conclusions", "Conclusions"),
        ("lessons", "Lessons to be learned"),
        ("recommendations", "Recommendations from the review"),
    ),
    report=(
        ("condolences", "A message of condolence"),
        ("introduction", "Introduction"),
        ("purpose", "Purpose of the review"),
        ("timescales", "Timescales"),
        ("confidentiality", "Confidentiality"),
        ("terms-of-reference", "Terms of reference"),
        ("methodology", "Methodology"),
        (
            "family-involvement",
            "Involvement of family, friends, work colleagues, neighbours and wider community",
        ),
        ("perpetrator-involvement", "Contact with the perpetrator"),
        ("contributors", "Contributors to the review"),
        ("panel", "The review panel members"),
        ("chair", "Author of the overview report"),
        ("parallel-reviews", "Parallel reviews"),
        ("equality", "Equality and diversity"),
        ("dissemination", "Dissemination"),
        ("facts", "Background information (the facts)"),
        ("chronology", "Chronology"),
        ("agency-involvement", "Overview"),
        ("analysis", "Analysis"),
        ("conclusions", "Conclusions"),
        ("lessons", "Lessons to be learned"),
        ("recommendations", "Recommendations"),
    ),
    plan=PlanForm(FULL_TEMPLATE),
)
