"""Faults of the rules on the report's front and its sections, beyond a section that is missing."""

from __future__ import annotations

from dataclasses import replace

from tests.reviews.content import Block, Items, Para, Part, Review, Table
from tests.reviews.defect_tools import (
    ANY,
    PLAN,
    REPORT,
    SUMMARY,
    Defect,
    Put,
    both,
    drop,
    in_parts,
    retell,
    reword,
    say_in,
    section,
    without,
)

TEXTS = (REPORT, SUMMARY, PLAN, "appendix")
"""Parts that hold the review's own words."""


def _covers(*lines: str) -> Put:
    def change(part: Part) -> Part:
        if part.role != "cover":
            return part
        return replace(part, blocks=tuple(Para(line, look="title") for line in lines))

    return lambda review: review.with_parts(change)


def _second_name(review: Review) -> Review:
    """A second name for the review on the first cover."""
    text = str([d.parts[0].blocks for d in review.documents])
    other = (
        "Domestic Homicide Review" if "Related" in text else "Domestic Abuse Related Death Review"
    )
    if "formerly" in text or "previously" in text or "Single Unified" in text:
        return review
    done = False

    def change(part: Part) -> Part:
        nonlocal done
        if part.role != "cover" or done:
            return part
        done = True
        return replace(part, blocks=(*part.blocks, Para(other, look="subtitle")))

    return review.with_parts(change)


def _without_tables(role: str, slot: str) -> Put:
    """A section without its tables."""

    def change(part: Part) -> Part:
        span = section(part, slot)
        if span is None:
            return part
        inside = tuple(b for b in part.blocks[span[0] : span[1]] if not isinstance(b, Table))
        return replace(part, blocks=(*part.blocks[: span[0]], *inside, *part.blocks[span[1] :]))

    return in_parts(role, change)


def _tables_only(role: str, slot: str) -> Put:
    """A section of which only the tables are left."""

    def change(part: Part) -> Part:
        span = section(part, slot)
        if span is None:
            return part
        start, end = span
        inside = tuple(b for b in part.blocks[start + 1 : end] if isinstance(b, Table))
        return replace(part, blocks=(*part.blocks[: start + 1], *inside, *part.blocks[end:]))

    return in_parts(role, change)


FUTURE = Para(
    "The findings of this review are confidential until the Home Office has approved the report. "
    "Information is available only to participating officers and professionals and their managers."
)


def of_section(name: str, slot: str, status: str, *made: Block, **more: str) -> Defect:
    """A section of the report told anew, and what its own rule then says."""
    return Defect(name, retell(REPORT, slot, *made), {f"report-{slot}": status, **more})


FRONT = (
    Defect(
        "cover-bare",
        _covers("Domestic Homicide Review"),
        {
            "report-cover": "fail|review",
            "letter-before-revision": "pass|review|not-applicable",
            "letter-dates-in-order": "pass|review",
            "report-review-name": "pass|review",
        },
    ),
    Defect(
        "cover-without-death",
        reword("cover", "{death}", "recent years"),
        {"report-cover": "review"},
    ),
    Defect(
        "no-legal-basis",
        both(
            without(r"section 9|s\.? ?9\b|9\(\d\)|section 8A", REPORT),
            without("2004", REPORT),
        ),
        {"report-legal-basis": "fail", "report-act-named": "not-applicable|pass"},
    ),
    Defect(
        "act-of-2014",
        reword(REPORT, "Victims Act 2004", "Victims Act 2014"),
        {"report-act-named": "fail", "report-legal-basis": "fail|review|pass"},
    ),
    Defect(
        "no-purposes",
        in_parts(
            REPORT,
            lambda part: replace(
                part,
                blocks=tuple(
                    b
                    for b in part.blocks
                    if not (isinstance(b, Items) and "lessons are to be learned" in str(b.items))
                ),
            ),
        ),
        {"report-purpose": "fail|review"},
    ),
    Defect(
        "no-word-on-blame",
        without(r"culpable|to blame|inquir|enquiries into|disciplinary|coroners", *TEXTS),
        {"report-not-inquiry": "fail"},
    ),
    Defect(
        "no-guidance",
        without(r"guidance", *TEXTS),
        {
            "report-guidance-cited": "fail",
            "report-legal-basis": "pass|fail|review",
            "report-purpose": "pass|review",
        },
    ),
    Defect(
        "guidance-undated",
        both(
            reword(REPORT, " (Home Office, December 2016)", ""),
            reword(REPORT, " (Home Office, August 2013)", ""),
        ),
        {"report-guidance-cited": "review"},
    ),
    Defect(
        "no-definition",
        without(
            r"definition|personally connected|Domestic Abuse Act 2021|is defined|includes physical|"
            r"abusive if|physical or sexual abuse",
            *TEXTS,
        ),
        {
            "report-abuse-defined": "fail",
            "analysis-coercive-control-defined": "pass|review",
        },
    ),
    Defect("two-review-names", _second_name, {"report-review-name": "review"}),
    Defect(
        "no-introduction",
        drop(REPORT, "introduction", "opening"),
        {
            "report-introduction": "fail|review",
            "report-condolences": "pass|fail|review",
            # Without the period the pandemic may seem not to concern the review.
            "analysis-pandemic": "review|not-applicable",
        },
    ),
    Defect(
        "introduction-of-nothing",
        retell(
            REPORT,
            "introduction",
            Para("This report follows the template of the statutory guidance and its headings."),
        ),
        {
            "report-introduction": "fail|review",
            "analysis-pandemic": "review|not-applicable",
        },
    ),
    of_section(
        "timescale-unexplained",
        "timescales",
        "fail",
        Para("The review began in {begun} and ended in {ended}."),
    ),
    Defect(
        "no-confidentiality",
        _tables_only(REPORT, "confidentiality"),
        {"report-confidentiality": "fail|review", "report-pseudonyms": "pass|review"},
    ),
    Defect(
        "confidential-until-approved",
        both(
            without(r"confidential|shared only|Access was|Until", REPORT),
            say_in(REPORT, ("confidentiality",), FUTURE.text),
        ),
        {"report-confidentiality": "review"},
        shows="are confidential until the Home Office has approved",
    ),
    Defect(
        "no-pseudonym-list",
        both(
            _without_tables(REPORT, "confidentiality"),
            without(r"pseudonym|names? (is|are|has|have)|labels?\b|in place of", *TEXTS),
        ),
        {
            "report-pseudonyms": "fail|review",
            "report-confidentiality": "pass|review",
            "identity-pseudonyms-consistent": ANY,
            "wording-deceased": ANY,
        },
        alone=True,
    ),
)
"""All of them."""
