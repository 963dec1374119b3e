"""Faults of the rules on parts, letter, plan, chair and summary."""

from __future__ import annotations

from dataclasses import replace

from tests.reviews.content import Action, Block, Items, Para, Part, PlanTable, Review
from tests.reviews.defect_tools import (
    LETTER,
    PLAN,
    REPORT,
    SUMMARY,
    Defect,
    cells,
    drop,
    due,
    in_parts,
    plan_rows,
    retell,
    reword,
    say_in,
    section,
)


def _absent(*rules: str, because: str) -> dict[str, str]:
    """The results where a whole part is missing: one rule fails, the part's others do not apply."""
    return {because: "fail", **dict.fromkeys(rules, "not-applicable")}


SUMMARY_RULES = (
    "summary-process summary-contributors summary-panel summary-chair-independence "
    "summary-chair-experience summary-terms-of-reference summary-chronology summary-key-issues "
    "summary-conclusions summary-lessons summary-recommendations summary-agrees-with-report"
).split()
PLAN_RULES = (
    "plan-annexed plan-columns plan-covers-recommendations plan-lead-agency plan-target-dates "
    "plan-timelines-followed plan-outcomes plan-scope plan-live-document plan-updates "
    "plan-monitoring plan-ambition plan-no-personal-names"
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


def _outcomes_blank(action: Action) -> Action:
    return cells(action, completion_and_outcome="", outcome="")


def _undated(action: Action) -> Action:
    return (
        cells(action, completion_and_outcome="Ongoing", completion="Ongoing")
        if due(action)
        else action
    )


def _outputs(action: Action) -> Action:
    if not due(action):
        return action
    when = action.cells.get("completion-and-outcome") or action.cells.get("completion") or ""
    head = when.split(".")[0]
    return cells(
        action,
        completion_and_outcome=f"{head}. Training delivered.",
        outcome="Policy updated.",
        milestones=STEP,
        progress=STEP,
    )


STEP = "Lead officer named; first meeting held."
"""A milestone that tells neither a date nor an effect."""


def _silent(action: Action) -> Action:
    """Nothing says whether the date was met or what came of it."""
    return cells(_faults_2023(action), milestones=STEP, progress=STEP, status="Amber", evidence="")


def _faults_2023(action: Action) -> Action:
    words = "Ongoing" if int("".join(c for c in action.number if c.isdigit()) or 0) % 2 == 0 else ""
    return cells(action, completion_and_outcome=words, completion=words, outcome="")


def _not_live(review: Review) -> Review:
    def change(part: Part) -> Part:
        kept = tuple(
            replace(b, text="This plan was last updated on " + _date_in(b.text) + ".")
            if isinstance(b, Para)
            and (b.look == "live" or "live document" in b.text or "living document" in b.text)
            else b
            for b in part.blocks
        )
        return replace(part, blocks=kept)

    return in_parts(PLAN, change)(review)


def _date_in(text: str) -> str:
    words = text.replace(".", "").split()
    for i, word in enumerate(words):
        if word.isdigit() and len(word) == 4 and i >= 2:
            return " ".join(words[i - 2 : i + 1])
    return ""


def _fewer_columns(review: Review) -> Review:
    gone = ("lead", "target-date")

    def change(part: Part) -> Part:
        made = tuple(
            replace(b, columns=tuple(c for c in b.columns if c.kind not in gone))
            if isinstance(b, PlanTable)
            else b
            for b in part.blocks
        )
        return replace(part, blocks=made)

    return review.with_parts(change)


def _letter_first(review: Review) -> Review:
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
        "plan-2023",
        plan_rows(_faults_2023),
        {"plan-timelines-followed": "fail", "plan-outcomes": "fail"},
    ),
    Defect(
        "plan-silent",
        plan_rows(_silent),
        {"plan-timelines-followed": "fail", "plan-outcomes": "fail"},
    ),
    Defect(
        "plan-undated",
        plan_rows(_undated),
        {"plan-timelines-followed": "fail", "plan-outcomes": "review|fail|pass"},
    ),
    Defect("plan-outputs-only", plan_rows(_outputs), {"plan-outcomes": "review"}),
    Defect("plan-not-live", _not_live, {"plan-live-document": "fail"}),
    Defect(
        "plan-columns-missing",
        _fewer_columns,
        {
            "plan-columns": "fail",
            "plan-lead-agency": "fail",
            "plan-target-dates": "fail",
            "plan-timelines-followed": "review|pass|fail|not-applicable",
            "plan-updates": "review|pass|fail|not-applicable",
            "plan-outcomes": "review|pass|fail|not-applicable",
        },
    ),
    Defect(
        "plan-missing",
        lambda review: review.with_parts(lambda p: None if p.role == PLAN else p),
        {
            **_absent(*PLAN_RULES, because="plan-present"),
            # The report may cite the plan's appendix, which is then not there.
            "file-appendices-complete": "fail|pass",
        },
    ),
    Defect(
        "summary-missing",
        lambda review: review.with_parts(lambda p: None if p.role == SUMMARY else p),
        _absent(*SUMMARY_RULES, because="summary-present"),
    ),
    Defect(
        "letter-missing",
        lambda review: review.with_parts(lambda p: None if p.role == LETTER else p),
        _absent(*LETTER_RULES, because="letter-annexed"),
    ),
    Defect("letter-first", _letter_first, {"letter-at-end": "fail"}),
    Defect("letter-cut", in_parts(LETTER, _letter_cut), {"letter-complete": "fail"}),
    Defect("letter-of-another", _letter_of_another, {"letter-matches-review": "fail"}),
    Defect(
        "summary-chair-bare",
        retell(SUMMARY, "chair", BARE_CHAIR),
        {"summary-chair-independence": "fail", "summary-chair-experience": "fail"},
    ),
    Defect(
        "summary-chair-no-career",
        retell(SUMMARY, "chair", NO_CAREER),
        {"summary-chair-experience": "fail"},
    ),
    Defect(
        "summary-chair-no-independence",
        retell(SUMMARY, "chair", NO_INDEPENDENCE),
        {"summary-chair-independence": "fail"},
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
