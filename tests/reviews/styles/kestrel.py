"""A DARDR of 2025: two partnerships, chapters numbered 1, 1.1 and 1.1.1, summary near the end."""

from __future__ import annotations

from tests.reviews.content import Column, Look, Review
from tests.reviews.letters_by_year import letter_by_year
from tests.reviews.prose import Case
from tests.reviews.sections import Telling
from tests.reviews.shapes import (
    contributors_list,
    in_chapters,
    lessons_numbered,
    live_note_marked,
    names_list,
    panel_list,
    plan_by_theme,
    said,
    second_partnership_named,
    summary_lessons_prose,
    summary_panel_list,
)
from tests.reviews.style import PlanForm, Style

CHAPTERS = {
    "opening": "About this review",
    "portrait": "{victim}",
    "agency-involvement": "What services saw and did",
    "conclusions": "Where this leaves us",
}


def _arranged(review: Review, case: Case) -> Review:
    titles = {slot: title.format_map(case.words) for slot, title in CHAPTERS.items()}
    review = plan_by_theme(live_note_marked(review), case)
    return in_chapters(second_partnership_named(review, case), titles)


def _names(t: Telling) -> list:
    return [*t.own("naming_note"), names_list(t)]


def _privacy(t: Telling) -> list:
    return [*t.said("confidentiality"), *_names(t)]


STYLE = Style(
    name="kestrel",
    voice=0,
    look=Look(
        font="Caladea",
        size=11,
        colour="5B2C6F",
        heading_sizes=(20, 13, 11),
        header="",
        footer="{partnership}",
        page_number="{page}",
        spacing=1.35,
        table_head="E8DAEF",
        margin=2.8,
        outline=True,
    ),
    review_name="Domestic Abuse Related Death Review",
    said=said("kestrel"),
    own={
        "report:confidentiality": _privacy,
        "report:panel": panel_list,
        "report:contributors": contributors_list,
        "report:lessons": lessons_numbered,
        "summary:panel": summary_panel_list,
        "summary:lessons": summary_lessons_prose,
    },
    write_letter=letter_by_year,
    arrange=_arranged,
    files=(
        (
            "dardr-overview-report",
            "Domestic Abuse Related Death Review",
            (
                "cover",
                "contents",
                "report",
                "appendix:glossary",
                "appendix:plan",
                "summary-cover",
                "summary",
                "appendix:letter",
            ),
        ),
    ),
    cover=(
        ("body", "{partnership}"),
        ("title", "{victim}"),
        ("subtitle", "who died in {death}"),
        ("subtitle", "Domestic Abuse Related Death Review (formerly Domestic Homicide Review)"),
        ("centre", "Overview Report"),
        ("body", "Chaired by {chair}"),
        ("body", "Written by {author}"),
        ("body", "{ended}; amended for publication in {revised}"),
    ),
    summary_cover=(
        ("subtitle", "Domestic Abuse Related Death Review: {victim}"),
        ("title", "Executive Summary"),
        ("centre", "{partnership}"),
        ("centre", "{chair} and {author}, {revised}"),
    ),
    report_title="",
    summary_title="Executive Summary",
    summary=(
        ("process", "How and why the review was held"),
        ("chronology", "What happened"),
        ("terms-of-reference", "Lines of inquiry"),
        ("key-issues", "Key themes"),
        ("conclusions", "Concluding observations"),
        ("lessons", "Key learning"),
        ("recommendations", "What the panel recommends"),
        ("chair", "Chairing and authorship"),
        ("panel", "Membership of the panel"),
        ("contributors", "Agencies that took part"),
    ),
    report=(
        ("opening", "Introduction"),
        ("purpose", "Statutory framework and purpose"),
        ("terms-of-reference", "Lines of inquiry"),
        ("timescales", "Timetable of the review"),
        ("methodology", "Approach and method"),
        ("confidentiality", "Anonymity and the names used"),
        ("chair", "Chairing and authorship"),
        ("panel", "Membership of the panel"),
        ("contributors", "Agencies that took part"),
        ("family-involvement", "The contribution of family and friends"),
        ("perpetrator-involvement", "Approach to {perpetrator}"),
        ("parallel-reviews", "Other processes"),
        ("equality", "Equality considerations"),
        ("dissemination", "Who will receive this report"),
        ("portrait", "Who {victim} was"),
        ("circumstances", "Circumstances of the death"),
        ("chronology", "Timeline of events"),
        ("agency-involvement", "Contact with services"),
        ("analysis", "Thematic analysis"),
        ("conclusions", "Concluding observations"),
        ("lessons", "Key learning"),
        ("recommendations", "What the panel recommends"),
    ),
    plan=PlanForm(
        (
            Column("number", "Ref", 5),
            Column("recommendation", "What the panel recommended", 24),
            Column("scope", "Level", 9),
            Column("action", "What we will do", 20),
            Column("lead", "Owner", 13),
            Column("target-date", "Deadline", 10),
            Column("progress", "Progress so far", 20),
            Column("completion", "Completed", 14),
            Column("outcome", "Difference made", 22),
        ),
        heading="Action plan",
        repeat=False,
    ),
    numbering="none",
    appendix="Appendix {label} \u2013 {title}",
    labels="numbers",
    letter_title="Feedback from the Home Office Quality Assurance Panel",
    glossary_title="Acronyms and abbreviations",
    terms_mark="letter",
    recommendation_mark="{no}. ",
    contents_depth=2,
)
