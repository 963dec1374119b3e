"""A short review of 2013: capitals in the size of the text, numbers that run through, a
portrait plan after the letter, the summary in a file of its own."""

from __future__ import annotations

from tests.reviews.content import Column, Look, Review
from tests.reviews.letters_by_year import letter_by_year
from tests.reviews.prose import Case
from tests.reviews.shapes import (
    REPORT,
    SUMMARY,
    chronology_by_year,
    contributors_list,
    live_note_marked,
    names_in_prose,
    panel_by_body,
    running_numbers,
    said,
)
from tests.reviews.style import PlanForm, Style


def _arranged(review: Review, case: Case) -> Review:
    return running_numbers(live_note_marked(review), REPORT, SUMMARY)


STYLE = Style(
    name="bracken",
    older=True,
    voice=1,
    look=Look(
        font="Liberation Sans",
        size=12,
        colour="000000",
        heading_sizes=(12, 12, 12),
        header="",
        footer="",
        page_number="{page}",
        spacing=1.25,
        table_head="BFBFBF",
        plain_headings=True,
        tagged=False,
        margin=2.5,
    ),
    said=said("bracken"),
    own={
        "report:confidentiality": names_in_prose,
        "report:panel": panel_by_body,
        "report:contributors": contributors_list,
        "report:chronology": chronology_by_year,
        "summary:panel": panel_by_body,
    },
    write_letter=letter_by_year,
    arrange=_arranged,
    files=(
        (
            "DHR Overview Report",
            "Overview Report",
            ("cover", "report", "appendix:letter", "appendix:plan"),
        ),
        ("DHR Executive Summary", "Executive Summary", ("summary-cover", "summary")),
    ),
    cover=(
        ("centre", "{partnership}"),
        ("title", "DOMESTIC HOMICIDE REVIEW"),
        ("subtitle", "OVERVIEW REPORT"),
        ("centre", "Relating to the death of {victim} in {death}"),
        ("centre", "{author}"),
        ("centre", "Independent Chairman and Author"),
        ("centre", "{ended} (amended {revised})"),
    ),
    summary_cover=(
        ("centre", "{partnership}"),
        ("title", "DOMESTIC HOMICIDE REVIEW"),
        ("subtitle", "EXECUTIVE SUMMARY"),
        ("centre", "Relating to the death of {victim} in {death}"),
        ("centre", "{author}, Independent Chairman and Author"),
        ("centre", "{ended} (amended {revised})"),
    ),
    report_title="",
    summary_title="EXECUTIVE SUMMARY",
    summary=(
        ("process", "CONDUCT OF THE REVIEW"),
        ("chair", "THE INDEPENDENT CHAIRMAN"),
        ("panel", "COMPOSITION OF THE PANEL"),
        ("contributors", "AGENCIES CONTRIBUTING"),
        ("terms-of-reference", "REMIT"),
        ("chronology", "BRIEF FACTS"),
        ("key-issues", "PRINCIPAL FINDINGS"),
        ("lessons", "LESSONS IDENTIFIED"),
        ("conclusions", "CONCLUSION"),
        ("recommendations", "RECOMMENDATIONS"),
    ),
    report=(
        ("opening", "INTRODUCTION"),
        ("purpose", "WHY THE REVIEW WAS HELD"),
        ("methodology", "CONDUCT OF THE REVIEW"),
        ("timescales", "TIME TAKEN"),
        ("chair", "THE INDEPENDENT CHAIRMAN"),
        ("panel", "COMPOSITION OF THE PANEL"),
        ("terms-of-reference", "TERMS OF REFERENCE AND REMIT"),
        ("confidentiality", "ANONYMITY OF THE PARTIES"),
        ("contributors", "INDIVIDUAL MANAGEMENT REVIEWS RECEIVED"),
        ("parallel-reviews", "CRIMINAL PROCEEDINGS AND OTHER INQUIRIES"),
        ("family-and-perpetrator", "VIEWS OF THE FAMILY"),
        ("facts", "THE FACTS OF THE CASE"),
        ("chronology", "SUMMARY OF EVENTS"),
        ("agency-involvement", "INVOLVEMENT OF AGENCIES"),
        ("equality", "DIVERSITY"),
        ("analysis", "DISCUSSION AND ANALYSIS"),
        ("conclusions", "CONCLUSION"),
        ("lessons", "LESSONS IDENTIFIED"),
        ("recommendations", "RECOMMENDATIONS OF THE PANEL"),
        ("dissemination", "CIRCULATION"),
        ("glossary", "ABBREVIATIONS USED"),
    ),
    plan=PlanForm(
        (
            Column("number", "No", 7),
            Column("recommendation", "Recommendation", 25),
            Column("scope", "Scope", 10),
            Column("action", "Action to be taken", 18),
            Column("lead", "Agency responsible", 15),
            Column("target-date", "To be done by", 12),
            Column("completion-and-outcome", "Date achieved and result", 25),
        ),
        heading="Action Plan",
        landscape=False,
        repeat=False,
    ),
    numbering="none",
    appendix="Appendix {label} {title}",
    labels="letters",
    letter_title="Letter from the Home Office Quality Assurance Group",
    terms_mark="letter",
    recommendation_mark="RECOMMENDATION {no}. ",
)
