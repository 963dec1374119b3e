"""Faults of the rules on parts, letter, plan, chair and summary."""

from __future__ import annotations

from dataclasses import replace

from tests.reviews.content import Block, Items, Para, Part, Review
from tests.reviews.defect_tools import (
    LETTER,
    REPORT,
    SUMMARY,
    Defect,
    absent,
    drop,
    in_parts,
    retell,
    reword,
    say_in,
    section,
)

SUMMARY_RULES = (
    "summary-process summary-contributors summary-panel summary-chair-independence "
    "summary-chair-experience summary-terms-of-reference summary-chronology summary-key-issues "
    "summary-conclusions summary-lessons summary-recommendations summary-agrees-with-report"
).split()
LETTER_RULES = (
    "letter-at-end letter-complete letter-matches-review letter-dates-in-order "
    "letter-before-revision letter-points-answered"
).split()


def _tragic(review: Review) -> Review:
    place = say_in(
        REPORT,
        ("conclusions",),
        "This tragic accident has been felt throughout the community, and the panel hopes that "
        "what has been learned from it will be of use to others.",
    )
    return place(review)


def _no_summary(review: Review) -> Review:
    """The review without its summary, and without the cover that only the summary had."""
    documents = []
    for document in review.documents:
        after = [*document.parts[1:], None]
        kept = [
            part
            for part, follows in zip(document.parts, after, strict=True)
            if part.role != SUMMARY
            and not (part.role == "cover" and follows is not None and follows.role == SUMMARY)
        ]
        if kept:
            documents.append(replace(document, parts=tuple(kept)))
    return replace(review, documents=tuple(documents))


def _letter_first(review: Review) -> Review:
    """The letter before report and summary; a scan there could be anything to who cannot read it."""
    if any(p.scanned for p in review.parts(LETTER)):
        return review
    documents = []
    for document in review.documents:
        letters = [p for p in document.parts if p.role == LETTER]
        others = [p for p in document.parts if p.role != LETTER]
        if letters and len(others) > 1:
            at = next(i for i, p in enumerate(others) if p.role in (SUMMARY, REPORT))
            others[at:at] = letters
            document = replace(document, parts=tuple(others))
        documents.append(document)
    return replace(review, documents=tuple(documents))


def _letter_cut(part: Part) -> Part:
    """The letter without its last page: nothing after the points."""
    if part.divider:
        return part
    at = max(
        i
        for i, b in enumerate(part.blocks)
        if isinstance(b, Items) or (isinstance(b, Para) and b.look == "point")
    )
    fields = part.letter and replace(part.letter, signed=False, signatory=None)
    return replace(part, blocks=part.blocks[: at + 1], letter=fields)


def _letter_of_another(review: Review) -> Review:
    pseudonym, partnership = "Marigold", "Castlemoor Community Safety Partnership"

    def change(part: Part) -> Part:
        if part.letter is None:
            return part
        old = part.letter
        made: list[Block] = []
        for block in part.blocks:
            if isinstance(block, Para):
                text = block.text.replace(old.partnership, partnership)
                text = text.replace(f"for {review.facts['place']}", "for Castlemoor")
                for name in old.pseudonyms:
                    text = text.replace(name, pseudonym)
                text = text.replace(review.facts["council"], "Castlemoor Council")
                block = replace(block, text=text)
            made.append(block)
        fields = replace(
            old,
            partnership="Castlemoor" if old.partnership == review.facts["place"] else partnership,
            pseudonyms=(pseudonym,) if old.pseudonyms else (),
        )
        return replace(part, blocks=tuple(made), letter=fields)

    return review.with_parts(change)


def _other_month(review: Review) -> Review:
    death = review.facts["death"]
    month, year = death.split()
    months = "January February March April May June July August September October November December"
    names = months.split()
    other = f"{names[(names.index(month) + 1) % 12]} {year}"
    return reword(SUMMARY, death, other)(review)


def _fewer_recommendations(review: Review) -> Review:
    def change(part: Part) -> Part:
        span = section(part, "recommendations")
        if span is None:
            return part
        inside = list(part.blocks[span[0] : span[1]])
        listed = [i for i, b in enumerate(inside) if isinstance(b, Para) and b.look != "body"]
        del inside[listed[-1]]
        counts = dict(zip(_COUNTS[1:], _COUNTS, strict=False))
        for i, block in enumerate(inside):
            if isinstance(block, Para) and block.look == "body":
                words = [counts.get(w, w) for w in block.text.split(" ")]
                inside[i] = replace(block, text=" ".join(words))
        return replace(part, blocks=(*part.blocks[: span[0]], *inside, *part.blocks[span[1] :]))

    return in_parts(SUMMARY, change)(review)


_COUNTS = "one two three four five six seven eight nine ten eleven twelve thirteen".split()

BARE_CHAIR = Para(
    "The review was led by an Independent Chair, and the report was written for the panel."
)
NO_CAREER = Para(
    "The independent chair has never been employed by any of the agencies concerned and has no "
    "connection with the partnership or with the people involved. The author is likewise "
    "independent of all the agencies."
)
NO_INDEPENDENCE = Para(
    "The chair was a nurse and a nurse manager for 24 years, has chaired nine reviews and has "
    "completed the Home Office online training. The author has written eight reviews."
)

BUNDLE = (
    Defect("tragic-accident", _tragic, {"wording-accident": "fail"}),
    Defect(
        "accident-quoted",
        say_in(
            REPORT,
            ("facts", "circumstances"),
            "A neighbour, who knew nothing of what had gone before, said to a reporter that it had "
            "been “a tragic accident”.",
        ),
        {"wording-accident": "review"},
    ),
    Defect(
        "summary-missing",
        _no_summary,
        absent(*SUMMARY_RULES, because="summary-present"),
    ),
    Defect(
        "letter-missing",
        lambda review: review.with_parts(lambda p: None if p.role == LETTER else p),
        absent(*LETTER_RULES, because="letter-annexed"),
    ),
    Defect("letter-first", _letter_first, {"letter-at-end": "fail"}),
    Defect(
        "letter-cut",
        in_parts(LETTER, _letter_cut),
        {"letter-complete": "fail", "letter-at-end": "pass|not-applicable"},
    ),
    Defect("letter-of-another", _letter_of_another, {"letter-matches-review": "fail"}),
    Defect(
        "summary-chair-bare",
        retell(SUMMARY, "chair", BARE_CHAIR),
        {"summary-chair-independence": "fail", "summary-chair-experience": "fail"},
    ),
    Defect(
        "summary-chair-no-career",
        retell(SUMMARY, "chair", NO_CAREER),
        {"summary-chair-experience": "fail", "summary-chair-independence": "pass"},
    ),
    Defect(
        "summary-chair-no-independence",
        retell(SUMMARY, "chair", NO_INDEPENDENCE),
        {"summary-chair-independence": "fail", "summary-chair-experience": "pass"},
    ),
    Defect(
        "report-chair-bare",
        retell(REPORT, "chair", BARE_CHAIR),
        {"report-chair-independence": "fail", "report-chair-experience": "fail"},
    ),
    Defect(
        "summary-no-terms",
        drop(SUMMARY, "terms-of-reference"),
        {"summary-terms-of-reference": "fail"},
    ),
    Defect("summary-other-month", _other_month, {"summary-agrees-with-report": "fail"}),
    Defect(
        "summary-fewer-recommendations",
        _fewer_recommendations,
        {"summary-agrees-with-report": "fail", "summary-recommendations": "fail"},
    ),
    Defect(
        "summary-unaligned",
        lambda review: _fewer_recommendations(_other_month(review)),
        {"summary-agrees-with-report": "fail", "summary-recommendations": "fail"},
    ),
    Defect(
        "appendix-missing",
        say_in(
            REPORT, ("methodology",), "The full list of policies that were read is at Appendix H."
        ),
        {"file-appendices-complete": "fail"},
    ),
    Defect(
        "interpreter",
        say_in(
            REPORT,
            ("agency-involvement",),
            "A relative interpreted during a stay in hospital. The notes do not say whether a "
            "professional interpreter was offered.",
        ),
        {"analysis-interpreter": "review"},
    ),
)
"""All of them."""
