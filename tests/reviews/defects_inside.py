"""Faults inside the report's sections, from the terms of reference to the recommendations."""

from __future__ import annotations

from dataclasses import replace

from tests.reviews.content import Block, Items, Para, Part, Review, Table
from tests.reviews.defect_tools import (
    ANY,
    REPORT,
    Defect,
    both,
    drop,
    in_parts,
    is_suicide,
    parted,
    retell,
    say_in,
    where,
    without,
    words_of,
)
from tests.reviews.defects_front import TEXTS, of_section


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
PANEL_AGENCIES = Items(
    (
        "The council",
        "The police",
        "The integrated care board",
        "The probation service",
        "A domestic abuse service",
    )
)


INSIDE = (
    Defect(
        "no-terms",
        drop(REPORT, "terms-of-reference"),
        {
            "report-terms-of-reference": "fail|review",
            "report-analysis": "pass|review",
            "analysis-suicide-named": "pass|review|not-applicable",
        },
    ),
    of_section(
        "terms-pointed-to",
        "terms-of-reference",
        "fail|review",
        Para("The terms of reference were agreed at the first meeting of the panel."),
        **{
            "report-analysis": "pass|review",
            "analysis-suicide-named": "pass|review|not-applicable",
        },
    ),
    of_section(
        "methodology-bare",
        "methodology",
        "review|fail|pass",
        Para("The panel met {meetings} times."),
    ),
    of_section(
        "family-thin",
        "family-involvement",
        "review",
        Para("The chair wrote to the family and met them twice. Their words are in this report."),
    ),
    of_section(
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
    of_section(
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
    of_section("equality-pasted", "equality", "review", NINE),
    of_section(
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
