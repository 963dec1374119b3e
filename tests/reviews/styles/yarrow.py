"""A report of 2012: lettered sections, typewriter face, one long file with the summary behind the report, a
plain plan of few columns under each theme, no colours and no tags."""

from __future__ import annotations

from tests.reviews.content import Column, Look, Review
from tests.reviews.letters_by_year import letter_by_year
from tests.reviews.prose import Case
from tests.reviews.shapes import (
    contributors_list,
    live_note_marked,
    names_in_prose,
    panel_list,
    plan_by_theme,
    summary_panel_list,
)
from tests.reviews.style import PlanForm, Style


def _arranged(review: Review, case: Case) -> Review:
    return plan_by_theme(live_note_marked(review), case)


STYLE = Style(
    name="yarrow",
    older=True,
    voice=0,
    look=Look(
        font="Liberation Mono",
        size=10,
        colour="000000",
        heading_sizes=(10, 10, 10),
        header="",
        footer="{partnership}",
        page_number="- {page} -",
        spacing=1.3,
        table_head="FFFFFF",
        plain_headings=True,
        tagged=False,
        margin=2.8,
    ),
    own={
        "report:confidentiality": names_in_prose,
        "report:panel": panel_list,
        "report:contributors": contributors_list,
        "summary:panel": summary_panel_list,
    },
    write_letter=letter_by_year,
    arrange=_arranged,
    files=(
        (
            "dhr",
            "Report of a Domestic Homicide Review",
            (
                "cover",
                "contents",
                "report",
                "summary-cover",
                "summary",
                "appendix:glossary",
                "appendix:plan",
                "appendix:letter",
            ),
        ),
    ),
    cover=(
        ("centre", "{partnership}"),
        ("title", "Report of a Domestic Homicide Review"),
        ("centre", "held under section 9 of the Domestic Violence, Crime and Victims Act 2004"),
        ("centre", "concerning the death of {victim}, who died in {death}"),
        ("centre", "Overview report by {author}, who chaired the panel"),
        ("centre", "{ended}; revised {revised}"),
    ),
    summary_cover=(
        ("centre", "{partnership}"),
        ("title", "Executive Summary of a Domestic Homicide Review"),
        ("centre", "concerning the death of {victim}, who died in {death}"),
        ("centre", "{author}"),
        ("centre", "{revised}"),
    ),
    report_title="",
    summary_title="Executive Summary",
    summary=(
        ("process", "How the review was conducted"),
        ("panel", "Membership of the panel"),
        ("chair", "Chairman and author"),
        ("contributors", "Agencies contributing"),
        ("terms-of-reference", "Terms of reference"),
        ("chronology", "Outline of events"),
        ("key-issues", "Issues arising"),
        ("conclusions", "Conclusions"),
        ("lessons", "Lessons learned"),
        ("recommendations", "Recommendations"),
    ),
    report=(
        ("opening", "Introduction"),
        ("purpose", "Statutory basis, purpose and definitions"),
        ("terms-of-reference", "Terms of reference and scope"),
        ("timescales", "Timetable"),
        ("methodology", "Method"),
        ("panel", "Membership of the panel"),
        ("chair", "Chairman and author"),
        ("contributors", "Individual Management Reviews"),
        ("confidentiality", "Confidentiality and anonymity"),
        ("parallel-reviews", "Criminal and coronial proceedings"),
        ("family-involvement", "Contact with the family and friends"),
        ("perpetrator-involvement", "Contact with {perpetrator}"),
        ("facts", "Circumstances of the death"),
        ("chronology", "Narrative chronology"),
        ("agency-involvement", "Involvement of each agency"),
        ("equality", "Equality and diversity"),
        ("analysis", "Analysis"),
        ("conclusions", "Conclusions"),
        ("lessons", "Lessons learned"),
        ("recommendations", "Recommendations"),
        ("dissemination", "Distribution list"),
    ),
    plan=PlanForm(
        (
            Column("number", "Rec. no.", 7),
            Column("recommendation", "Recommendation", 26),
            Column("scope", "Local or national", 10),
            Column("action", "Action required", 18),
            Column("lead", "Responsible body", 14),
            Column("target-date", "Target", 9),
            Column("completion-and-outcome", "Completed (date) and result", 24),
        ),
        heading="Action plan of the partnership",
        landscape=True,
        repeat=True,
        grouped=False,
    ),
    numbering="letters",
    appendix="APPENDIX {label} - {title}",
    labels="numbers",
    letter_title="Letter of the Home Office",
    terms_mark="letter",
    recommendation_mark="Recommendation {no}. ",
)
