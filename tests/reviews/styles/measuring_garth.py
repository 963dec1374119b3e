"""Measuring. A council's review of 2013: sections in words, letters for people, a summary in front, a plan
with a) and b) in its cells and with seasons for dates, appendices in words."""

from __future__ import annotations

from tests.reviews.content import Column, Look, Review
from tests.reviews.measuring_letters import measuring_letter
from tests.reviews.measuring_writing import (
    REPORT,
    chronology_lines,
    headings_numbered,
    names_with_dashes,
    panel_bodies_first,
    said,
)
from tests.reviews.prose import Case
from tests.reviews.shapes import live_note_marked
from tests.reviews.style import PlanForm, Style


def _arranged(review: Review, case: Case) -> Review:
    return headings_numbered(live_note_marked(review), REPORT, lambda n: f"Section {n}:")


STYLE = Style(
    name="measuring_garth",
    measuring=True,
    cases=("measuring_tarn",),
    older=True,
    voice=1,
    look=Look(
        font="Liberation Serif",
        size=12,
        colour="000000",
        heading_sizes=(14, 12, 12),
        header="",
        footer="{partnership}",
        page_number="- {page} -",
        spacing=1.2,
        table_head="D9D9D9",
        tagged=False,
        justify=True,
        margin=2.6,
    ),
    said=said("garth"),
    own={
        "report:confidentiality": names_with_dashes,
        "report:panel": panel_bodies_first,
        "summary:panel": panel_bodies_first,
        "report:chronology": chronology_lines,
    },
    write_letter=measuring_letter,
    arrange=_arranged,
    files=(
        (
            "Adult A DHR final",
            "Domestic Homicide Review Overview Report",
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
        ("centre", "Report into the death of"),
        ("title", "{victim}"),
        ("centre", "in {death}"),
        ("body", "Report produced by: {author}, Independent Chair and Author"),
        ("body", "Date of completion: {ended}"),
        ("body", "Date of revision: {revised}"),
    ),
    report_title="Overview Report",
    summary_title="Executive Summary",
    summary=(
        ("process", "Introduction and process of the review"),
        ("panel", "Members of the review panel"),
        ("chair", "Chair and author"),
        ("contributors", "Contributing agencies"),
        ("terms-of-reference", "Terms of reference"),
        ("chronology", "Summary of what happened"),
        ("key-issues", "Key issues arising"),
        ("conclusions", "Conclusions"),
        ("lessons", "Lessons to be learned"),
        ("recommendations", "Recommendations"),
    ),
    report=(
        ("opening", "Introduction"),
        ("timescales", "Timescale of the review"),
        ("purpose", "Statutory basis, purpose and definitions"),
        ("terms-of-reference", "Terms of reference"),
        ("methodology", "How the review was conducted"),
        ("confidentiality", "Confidentiality and persons involved"),
        ("panel", "The review panel"),
        ("chair", "Chair and author of the overview report"),
        ("contributors", "Individual Management Reviews"),
        ("family-involvement", "Involvement of the family"),
        ("perpetrator-involvement", "Interview with {perpetrator}"),
        ("parallel-reviews", "Criminal proceedings, inquest and other reviews"),
        ("equality", "Equality and diversity"),
        ("facts", "The facts"),
        ("chronology", "Chronology"),
        ("agency-involvement", "Contact with agencies"),
        ("analysis", "Analysis"),
        ("conclusions", "Conclusions"),
        ("lessons", "Lessons to be learned"),
        ("recommendations", "Recommendations"),
        ("dissemination", "Dissemination"),
    ),
    plan=PlanForm(
        (
            Column("recommendation", "Recommendation", 24),
            Column("scope", "Scope of recommendation (local, regional or national)", 15),
            Column("action", "Action to be taken", 20),
            Column("lead", "Lead agency", 14),
            Column("milestones", "Key milestones achieved", 22),
            Column("target-date", "Target date", 10),
            Column("completion-and-outcome", "Completion date and outcome", 24),
        ),
        heading="Action Plan",
        dates="season",
    ),
    numbering="paragraphs",
    appendix="Appendix {label} - {title}",
    labels="words",
    letter_title="Letter from the Home Office",
    glossary_title="Abbreviations",
    terms_mark="roman",
    recommendation_mark="Recommendation {no} - ",
    contents_depth=1,
)
