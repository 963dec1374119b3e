"""Faults of a report that says nothing of a matter anywhere, not only without a section on it.

What is taken out tells of other matters as well: those rules are left open, and each of these defects
stands alone in its review.
"""

from __future__ import annotations

from tests.reviews.defect_tools import ANY, REPORT, Defect, both, drop, without
from tests.reviews.defects_front import TEXTS

SILENT = (
    Defect(
        "silent-on-other-inquiries",
        both(
            drop(REPORT, "parallel-reviews"),
            without(
                r"inquest|coroner|trial|tried|court|convict|sentenc|charged|IOPC|IPCC|investigat|Independent "
                r"Office|Serious Incident|safeguarding adult review|serious case review",
                *TEXTS,
            ),
        ),
        {
            "report-parallel-reviews": "fail",
            **dict.fromkeys(
                "report-facts report-timescales report-not-inquiry report-perpetrator-involvement "
                "wording-alleged analysis-suicide-named summary-agrees-with-report "
                "summary-chronology report-introduction report-methodology "
                "report-family-involvement report-analysis report-terms-of-reference "
                "report-imr-independence".split(),
                ANY,
            ),
        },
        alone=True,
    ),
    Defect(
        "silent-on-perpetrator",
        both(
            drop(REPORT, "perpetrator-involvement"),
            without(
                r"invited|wrote to|declin|repl(y|ied)|offered|took part|take part|visited|prison|"
                r"contacted|approached|letter",
                REPORT,
            ),
        ),
        {
            "report-perpetrator-involvement": "fail",
            **dict.fromkeys(
                "report-facts report-timescales report-family-involvement report-methodology "
                "summary-agrees-with-report report-introduction report-parallel-reviews "
                "report-analysis report-pseudonyms report-confidentiality".split(),
                ANY,
            ),
        },
        alone=True,
    ),
    Defect(
        "silent-on-contributors",
        both(
            drop(REPORT, "contributors"),
            without(
                r"IMR|Individual Management|chronolog|summary report|gave|supplied|contribut|"
                r"letters went|replied|information from|records",
                REPORT,
            ),
        ),
        {
            "report-contributors": "fail|review",
            **dict.fromkeys(
                "report-imr-independence report-methodology report-chronology report-timescales "
                "summary-agrees-with-report report-terms-of-reference report-analysis "
                "report-family-involvement report-confidentiality report-lessons "
                "report-perpetrator-involvement wording-deceased report-introduction "
                "report-panel report-facts report-not-inquiry report-equality".split(),
                ANY,
            ),
        },
        alone=True,
    ),
    Defect(
        "silent-on-facts",
        both(
            drop(REPORT, "facts", "circumstances"),
            drop(REPORT, "introduction", "opening"),
            without(
                r"post-mortem|convict|sentenc|inquest|coroner|verdict|pleaded|trial|court|charged|"
                r"stabb|strangl|pushed|killed|killing|died|murder|manslaughter|own life|suicide",
                REPORT,
            ),
        ),
        {
            "report-facts": "fail|review",
            **dict.fromkeys(
                "report-timescales report-family-involvement report-analysis report-chronology "
                "report-introduction report-parallel-reviews report-terms-of-reference "
                "report-perpetrator-involvement summary-agrees-with-report report-equality "
                "report-not-inquiry report-purpose report-legal-basis wording-alleged "
                "analysis-suicide-named report-imr-independence report-condolences "
                "report-methodology report-conclusions analysis-pandemic report-act-named "
                "report-guidance-cited plan-covers-recommendations summary-recommendations "
                "wording-deceased report-pseudonyms letter-matches-review".split(),
                ANY,
            ),
        },
        alone=True,
    ),
    Defect(
        "silent-on-method",
        both(
            drop(REPORT, "methodology"),
            without(r"panel met|meeting|interview|deci(ded|sion)|learning event|spoke", REPORT),
        ),
        {
            "report-methodology": "fail|review",
            **dict.fromkeys(
                "report-facts report-timescales report-family-involvement report-analysis "
                "report-introduction report-parallel-reviews report-terms-of-reference "
                "report-perpetrator-involvement summary-agrees-with-report".split(),
                ANY,
            ),
        },
        alone=True,
    ),
)
"""All of them."""
