"""A DARDR of 2025 in tables: nearly every section is one, with a summary as a file of its own, a plan
with two levels of headers, annexes in Roman numbers and white type on dark heads."""

from __future__ import annotations

from collections.abc import Callable

from tests.reviews.content import Block, Column, Items, Look, Para, Table
from tests.reviews.sections import REPORT, Telling
from tests.reviews.style import PlanForm, Style


def _in_table(slot: str, left: str, right: str) -> Callable[[Telling], list[Block]]:
    """A section whose paragraphs and items are the rows of a table."""

    def tell(t: Telling) -> list[Block]:
        rows: list[tuple[str, str]] = []
        others: list[Block] = []
        for block in REPORT[slot](t):
            if isinstance(block, Para):
                rows.append((f"{len(rows) + 1}", block.text))
            elif isinstance(block, Items):
                said = (
                    i if isinstance(i, str) else f"{i[0]} {'; '.join(i[1])}" for i in block.items
                )
                rows += [(f"{len(rows) + n}", words) for n, words in enumerate(said, 1)]
            else:
                others.append(block)
        return [Table((left, right), tuple(rows), (12, 88)), *others] if rows else others

    return tell


STYLE = Style(
    name="zennor",
    voice=3,
    look=Look(
        font="DejaVu Sans",
        size=10,
        colour="4A235A",
        heading_sizes=(18, 13, 11),
        header="{review_name}: {victim}",
        footer="Published {revised}",
        page_number="Page {page} of {pages}",
        spacing=1.2,
        table_head="4A235A",
        outline=True,
        margin=2.0,
    ),
    review_name="Domestic Abuse Related Death Review",
    own={
        f"report:{slot}": _in_table(slot, "No", words)
        for slot, words in (
            ("timescales", "When and why"),
            ("methodology", "How the panel worked"),
            ("family-involvement", "What was done"),
            ("parallel-reviews", "Inquiry and outcome"),
            ("equality", "Characteristic and what it meant"),
            ("dissemination", "Who receives the report"),
            ("conclusions", "What the panel concludes"),
        )
    },
    files=(
        (
            "DARDR-report",
            "Domestic Abuse Related Death Review: {victim}",
            (
                "cover",
                "contents",
                "report",
                "appendix:terms",
                "appendix:plan",
                "appendix:glossary",
                "appendix:letter",
            ),
        ),
        ("DARDR-summary", "Executive summary", ("summary-cover", "summary")),
    ),
    cover=(
        ("title", "Domestic Abuse Related Death Review"),
        ("subtitle", "(formerly Domestic Homicide Review)"),
        ("subtitle", "Overview report into the death of {victim}"),
        ("centre", "who died in {death}"),
        ("centre", "{partnership}"),
        ("centre", "Independent chair and author: {author}"),
        ("centre", "Finished {ended}, published {revised}"),
    ),
    summary_cover=(
        ("title", "Executive summary"),
        ("subtitle", "Domestic Abuse Related Death Review into the death of {victim} in {death}"),
        ("centre", "{partnership}"),
        ("centre", "{author}, {revised}"),
    ),
    report_title="",
    summary_title="Executive summary",
    summary_numbering="decimal",
    summary=(
        ("process", "About this review"),
        ("contributors", "Who contributed"),
        ("panel", "Panel membership"),
        ("chair", "Independent chair and author"),
        ("terms-of-reference", "Key lines of enquiry"),
        ("chronology", "Summary of events"),
        ("key-issues", "Key findings"),
        ("conclusions", "Conclusions"),
        ("lessons", "Learning"),
        ("recommendations", "Recommendations"),
    ),
    report=(
        ("opening", "Introduction and condolences"),
        ("purpose", "Purpose and legal basis"),
        ("timescales", "Timescales"),
        ("confidentiality", "Confidentiality and pseudonyms"),
        ("terms-of-reference", "Key lines of enquiry"),
        ("methodology", "Methodology"),
        ("contributors", "Who contributed"),
        ("panel", "Panel membership"),
        ("chair", "Independent chair and author"),
        ("family-involvement", "Involvement of family, friends and colleagues"),
        ("perpetrator-involvement", "{perpetrator}'s part in the review"),
        ("parallel-reviews", "Parallel reviews"),
        ("equality", "Equality, diversity and inclusion"),
        ("portrait", "Remembering {victim}"),
        ("circumstances", "Circumstances of the death"),
        ("chronology", "Integrated chronology"),
        ("agency-involvement", "Agency involvement"),
        ("analysis", "Analysis by theme"),
        ("conclusions", "Conclusions"),
        ("lessons", "Learning identified"),
        ("recommendations", "Recommendations"),
        ("dissemination", "Dissemination"),
    ),
    plan=PlanForm(
        (
            Column("number", "Ref", 6, "What was recommended"),
            Column("recommendation", "Recommendation", 22, "What was recommended"),
            Column("scope", "Level", 9, "What was recommended"),
            Column("action", "SMART action", 18, "What will be done"),
            Column("lead", "Owner", 12, "What will be done"),
            Column("target-date", "By when", 10, "What will be done"),
            Column("milestones", "Progress to date", 18, "What has changed"),
            Column("completion-and-outcome", "Date completed and impact", 22, "What has changed"),
        ),
        heading="Action plan",
        dates="end",
    ),
    numbering="decimal",
    appendix="Annex {label}. {title}",
    labels="roman",
    letter_title="Home Office Quality Assurance Panel letter",
    terms_mark="number",
    recommendation_mark="R{no}: ",
)
