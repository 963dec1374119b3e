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
    is_suicide,
    parted,
    retell,
    reword,
    say_in,
    section,
    where,
    without,
    words_of,
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


def _no_glossary(review: Review) -> Review:
    """No list of abbreviations, and three that nobody explains."""

    def change(part: Part) -> Part | None:
        lists = (b for b in part.blocks if isinstance(b, Table))
        if part.role == "appendix" and any("Abbreviation" in t.header for t in lists):
            return None
        return part

    told = " ".join(f"The {a} met, and a {a} was held; no {a} said why." for a in ("QVT", "HRCP"))
    gone = drop(REPORT, "glossary")(review.with_parts(change))
    return say_in(REPORT, ("agency-involvement",), told + " The ZEDU and the ZEDU saw a ZEDU.")(
        gone
    )


def _bare_numbers(review: Review) -> Review:
    """Recommendations of the report without any number."""

    def change(part: Part) -> Part:
        made = [
            replace(b, text=parted(b.text)[1])
            if isinstance(b, Para) and b.look == "recommendation"
            else b
            for b in part.blocks
        ]
        return replace(part, blocks=tuple(made))

    return in_parts(REPORT, change)(review)


def _statutory_panel(review: Review) -> Review:
    """A panel of statutory bodies alone."""
    council = review.facts["council"]
    rows = (
        (words_of(review)["chair"], "Independent Chair", "Independent"),
        ("Gareth Winslade", "Head of Community Safety", council),
        ("Inspector Nadia Frome", "Public Protection", "Police"),
        ("Dr Piers Holloway", "Named GP", "NHS Integrated Care Board"),
        ("Yasmin Corder", "Head of Adult Safeguarding", council),
        ("Rhys Tolland", "Senior Probation Officer", "Probation Service"),
    )
    made: tuple[Block, ...] = (
        Table(("Name", "Role", "Agency"), rows, (4, 6, 6)),
        Para(
            "No member had been involved with the people of this review or managed staff who had."
        ),
    )
    return retell(REPORT, "panel", *made)(review)


AGENCIES = Items(("Police", "Adult Social Care", "Integrated Care Board", "Housing Options"))
NINE = Para(
    "The Equality Act 2010 names nine protected characteristics: age, disability, gender "
    "reassignment, marriage and civil partnership, pregnancy and maternity, race, religion or "
    "belief, sex and sexual orientation."
)
FEW_RECIPIENTS = Items(
    ("The Chief Executive of the council", "The Chief Constable", "The Safeguarding Adults Board")
)
FUTURE = Para(
    "The findings of this review are confidential until the Home Office has approved the report. "
    "Information is available only to participating officers and professionals and their managers."
)
PANEL_AGENCIES = Items(
    (
        "The council",
        "The police",
        "The integrated care board",
        "The probation service",
        "A domestic abuse service",
    )
)


def _section(name: str, slot: str, status: str, *made: Block, **more: str) -> Defect:
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
    _section(
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
    Defect(
        "no-terms",
        drop(REPORT, "terms-of-reference"),
        {
            "report-terms-of-reference": "fail|review",
            "report-analysis": "pass|review",
            "analysis-suicide-named": "pass|review|not-applicable",
        },
    ),
    _section(
        "terms-pointed-to",
        "terms-of-reference",
        "fail|review",
        Para("The terms of reference were agreed at the first meeting of the panel."),
        **{
            "report-analysis": "pass|review",
            "analysis-suicide-named": "pass|review|not-applicable",
        },
    ),
    _section(
        "methodology-bare",
        "methodology",
        "review|fail|pass",
        Para("The panel met {meetings} times."),
    ),
    _section(
        "family-thin",
        "family-involvement",
        "review",
        Para("The chair wrote to the family and met them twice. Their words are in this report."),
    ),
    _section(
        "contributors-bare",
        "contributors",
        "review|pass",
        Para("These agencies took part."),
        AGENCIES,
        **{"report-imr-independence": "fail|review|not-applicable|pass"},
    ),
    Defect(
        "imr-authors-unexplained",
        without(
            r"IMR authors|authors of the Individual|(any|no|direct) (direct )?involvement|none had",
            *TEXTS,
        ),
        {
            "report-imr-independence": "fail",
            "report-panel": "pass|review",
        },
    ),
    _section(
        "panel-agencies-only",
        "panel",
        "review",
        Para("The panel had members from these bodies, none of whom had known the family."),
        PANEL_AGENCIES,
        **{"report-imr-independence": "pass|fail"},
    ),
    Defect(
        "panel-all-statutory",
        _statutory_panel,
        {
            "report-panel-specialist": "review",
            "summary-agrees-with-report": ANY,
            "identity-protected-names": "review|pass",
        },
    ),
    _section("equality-pasted", "equality", "review", NINE),
    _section(
        "recipients-few",
        "dissemination",
        "review",
        Para("The report will be sent to:"),
        FEW_RECIPIENTS,
    ),
    Defect(
        "no-facts",
        drop(REPORT, "facts", "circumstances"),
        {
            # An introduction may tell it all ("Brief facts leading to this review").
            "report-facts": "fail|review|pass",
            "report-perpetrator-involvement": "pass|not-applicable",
            "wording-alleged": "pass|not-applicable",
            "analysis-suicide-named": "pass|review|not-applicable",
        },
    ),
    Defect(
        "no-analysis",
        drop(REPORT, "analysis"),
        {
            "report-analysis": "fail|review",
            "analysis-coercive-control-defined": "pass|review",
            "analysis-agency-balance": "review|not-applicable",
            "analysis-unconscious-bias": "review|not-applicable",
            "report-glossary": "pass|review",
        },
    ),
    Defect("empty-conclusions", retell(REPORT, "conclusions"), {"report-conclusions": "fail"}),
    Defect("empty-lessons", retell(REPORT, "lessons"), {"report-lessons": "fail"}),
    Defect(
        "no-recommendations",
        drop(REPORT, "recommendations"),
        {
            "report-recommendations": "fail",
            "plan-covers-recommendations": ANY,
            "summary-recommendations": ANY,
            "summary-agrees-with-report": ANY,
        },
    ),
    Defect(
        "recommendations-unnumbered",
        _bare_numbers,
        {
            "report-recommendations": "review",
            "plan-covers-recommendations": "pass|review",
            "summary-recommendations": "pass|review",
            "summary-agrees-with-report": "pass|review",
        },
    ),
    Defect("no-glossary", _no_glossary, {"report-glossary": "review"}),
    Defect(
        "suicide-not-in-terms",
        where(
            is_suicide,
            both(
                without(r"suicid|took her own|own life|self-harm", "appendix"),
                retell(
                    REPORT,
                    "terms-of-reference",
                    Para("The panel agreed these terms for the review."),
                    Items(
                        (
                            "What did agencies know of abuse by {perpetrator}?".replace(
                                "{perpetrator}", "the former partner"
                            ),
                            "How did each agency assess the risk, and what did it do?",
                            "Were policies on domestic abuse known and followed?",
                        )
                    ),
                ),
            ),
        ),
        {
            "analysis-suicide-named": "review",
            "report-terms-of-reference": "pass|review",
            "report-analysis": "pass|review",
        },
    ),
)
"""All of them."""
