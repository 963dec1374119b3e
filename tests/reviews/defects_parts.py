"""Faults of the rules on the bundle: parts that are missing or stand elsewhere, and the letter."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from tests.reviews.content import Document, Para, Part, Review
from tests.reviews.defect_tools import ANY, LETTER, PLAN, REPORT, Defect, Put, without, words_of
from tests.reviews.prose import case
from tests.reviews.styles import style

REPORT_RULES = (
    "report-condolences report-legal-basis report-act-named report-purpose report-not-inquiry "
    "report-abuse-defined report-introduction report-timescales report-confidentiality "
    "report-pseudonyms report-terms-of-reference report-methodology report-family-involvement "
    "report-perpetrator-involvement report-contributors report-imr-independence report-panel "
    "report-chair-independence report-chair-experience report-parallel-reviews report-equality "
    "report-dissemination report-facts report-chronology report-analysis report-conclusions "
    "report-lessons report-recommendations summary-agrees-with-report report-guidance-cited "
    "report-panel-specialist report-glossary file-numbered"
).split()
LEFT_OPEN = (
    "report-cover report-review-name plan-annexed letter-annexed letter-at-end "
    "summary-recommendations plan-covers-recommendations file-appendices-complete "
    "file-contents-match identity-pseudonyms-consistent letter-matches-review "
    "analysis-agency-balance analysis-coercive-control-defined analysis-unconscious-bias "
    "analysis-pandemic analysis-suicide-named analysis-interpreter wording-alleged "
    "wording-deceased plan-monitoring letter-dates-in-order letter-before-revision "
    "plan-live-document letter-complete identity-protected-names"
).split()


def _apart(role: str, stem: str) -> Put:
    """The parts of a role as a file of their own."""

    def put(review: Review) -> Review:
        moved: list[Part] = []
        documents: list[Document] = []
        for document in review.documents:
            roles = {p.role for p in document.parts}
            if role in roles and REPORT in roles:
                moved += [p for p in document.parts if p.role == role]
                kept = tuple(p for p in document.parts if p.role != role)
                document = replace(document, parts=kept)
            documents.append(document)
        if not moved:
            return review
        look = documents[0].look
        documents.append(Document(stem, stem.replace("-", " ").capitalize(), tuple(moved), look))
        return replace(review, documents=tuple(documents))

    return put


def _letter_dates(review: Review) -> tuple[str, str]:
    """The dates of the letter and of the Panel's meeting as the letter prints them."""
    told = {
        **case(review.facts["case"])["letter"],
        **style(review.facts["style"]).letter,
    }
    return told["date"], told["meeting"]


def _meeting_after_letter(review: Review) -> Review:
    date, meeting = _letter_dates(review)
    later = datetime.strptime(date, "%d %B %Y") + timedelta(days=47)
    said = f"{later.day} {later:%B %Y}"

    def change(part: Part) -> Part:
        if part.role != LETTER or part.letter is None:
            return part
        made = tuple(
            replace(b, text=b.text.replace(meeting, said)) if isinstance(b, Para) else b
            for b in part.blocks
        )
        if made == part.blocks:
            return part
        fields = replace(part.letter, meeting_date=f"{later:%Y-%m-%d}")
        return replace(part, blocks=made, letter=fields)

    return review.with_parts(change)


def _headless(review: Review) -> Review:
    """The letter without the sentence on the Panel's meeting."""
    cut = without(r"considered at|Thank you for (re)?submitting", LETTER)(review)

    def change(part: Part) -> Part:
        if part.letter is None:
            return part
        return replace(
            part, letter=replace(part.letter, meeting_date=None, partnership=None, pseudonyms=())
        )

    return cut.with_parts(change)


def _never_revised(review: Review) -> Review:
    """Covers, headers and footers with the date of before the letter."""
    words = words_of(review)
    old, new = words["revised"], words["ended"]

    def change(part: Part) -> Part:
        if part.role != "cover":
            return part
        made = tuple(
            replace(b, text=b.text.replace(old, new)) if isinstance(b, Para) else b
            for b in part.blocks
        )
        return replace(part, blocks=made)

    review = review.with_parts(change)
    documents = []
    for document in review.documents:
        look = replace(
            document.look,
            header=document.look.header.replace(old, new),
            footer=document.look.footer.replace(old, new),
        )
        documents.append(replace(document, look=look))
    return replace(review, documents=tuple(documents))


def _no_report(review: Review) -> Review:
    return review.with_parts(
        lambda p: None if p.role in (REPORT, "contents") or p.role == "appendix" else p
    )


PARTS = (
    Defect(
        "report-missing",
        _no_report,
        {
            "report-present": "fail",
            **dict.fromkeys(REPORT_RULES, "not-applicable"),
            **dict.fromkeys(LEFT_OPEN, ANY),
        },
        alone=True,
    ),
    Defect("plan-apart", _apart(PLAN, "action-plan-2"), {"plan-annexed": "fail"}),
    Defect(
        "letter-apart",
        _apart(LETTER, "home-office-letter"),
        {"letter-annexed": "fail", "letter-at-end": "not-applicable|fail"},
    ),
    Defect(
        "meeting-after-letter",
        _meeting_after_letter,
        {"letter-dates-in-order": "fail"},
    ),
    Defect(
        "never-revised",
        _never_revised,
        {"letter-before-revision": "review", "letter-dates-in-order": "pass|fail|review"},
    ),
    Defect(
        "letter-headless",
        _headless,
        {
            "letter-complete": "fail",
            "letter-dates-in-order": ANY,
            "letter-matches-review": ANY,
            "letter-points-answered": "review",
        },
        alone=True,
    ),
    Defect(
        "letter-without-addresses",
        without(r"DHREnquiries|domesticabusecommissioner|weblink|URL", LETTER),
        {
            "sending-web-address": "review",
            "sending-home-office": "review",
            "sending-commissioner": "review",
            "letter-complete": "pass",
        },
    ),
)
"""All of them."""
