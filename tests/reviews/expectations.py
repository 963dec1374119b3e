"""What each rule should say of a generated review: the right review's results, and what differs.

The results of a review that is right in everything stand in ``sample_reports/expected.yaml``. A style
or a case may make some of them otherwise without any defect (a plan in a file of its own, a death in
the pandemic); defects say for themselves which rules must catch them.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml

from tests.reviews.content import PlanTable, Review
from tests.reviews.defect_tools import ANY
from tests.reviews.defects import DEFECTS
from tests.reviews.prose import Case
from tests.reviews.style import Style

EXPECTED = Path(__file__).resolve().parents[2] / "sample_reports" / "expected.yaml"
Results = dict[str, tuple[str, ...]]
"""Rule id to the statuses that are right."""


@lru_cache(maxsize=1)
def written() -> dict:
    """The whole of ``expected.yaml``."""
    return yaml.safe_load(EXPECTED.read_text(encoding="utf-8"))


def statuses(given: dict[str, str | list[str]]) -> Results:
    """Statuses as written ("fail", ["pass", "review"] or "pass|review") as tuples."""
    return {
        rule: tuple(s.split("|")) if isinstance(s, str) else tuple(s) for rule, s in given.items()
    }


def of_sample(name: str) -> Results:
    """The expected results of one of the samples."""
    return statuses({**written()["right"], **written()["samples"][name]["results"]})


def of_review(review: Review, case: Case, style: Style, made_by: str) -> Results:
    """The expected results of a generated review, read as ``made_by`` made it (with text)."""
    found = statuses(written()["right"])
    found |= statuses(_of_case(case))
    found |= statuses(_of_style(review, style, made_by))
    found |= statuses(case.get("results") or {}) | statuses(style.results)
    scanned = any(p.scanned for p in review.parts("feedback-letter"))
    if scanned:
        found |= _of_scanned_letter(review)
    put = [DEFECTS[name] for name in review.defects]
    for defect in put:
        asked = statuses({r: s for r, s in defect.results.items() if r not in SUBMISSION_ONLY})
        # Nobody reads in a scan whether the letter has a fault.
        found |= {r: s for r, s in asked.items() if not scanned or not _is_in_letter(r, s)}
    if case.get("suicide") and found["wording-accident"] == ("fail",):
        found["wording-accident"] = ("review",)
    if any(defect.shuts for defect in put):
        found = {rule: (*s, "unread") for rule, s in found.items()}
    if sum(name.startswith("summary-without") for name in review.defects) > 2:
        found["summary-present"] = ("pass", "review")  # It may be under one page.
    if _asked_later(case, style):
        found = {rule: (*s, "review") if "fail" in s else s for rule, s in found.items()}
    return {rule: s for rule, s in found.items() if ANY not in s}


SUBMISSION_ONLY = {
    "file-numbered": "pass|review",
    "report-guidance-cited": "pass",
    "report-panel-specialist": "pass|review",
    "report-glossary": "pass|review",
}
"""The rules that are asked before the Panel has read the review only, and a right review's results.

List numbers may be lost when text is taken out of a PDF, the names of local charities are not known
to anybody from outside, and a style may have no list of abbreviations.
"""


def at_submission(review: Review, case: Case, style: Style) -> Results:
    """The expected results of those rules that are asked at the stage of submission alone."""
    found = statuses(SUBMISSION_ONLY)
    if style.numbering not in ("decimal", "paragraphs", "letters") or not style.look.page_number:
        found["file-numbered"] = ("review", "pass", "fail")
    for name in review.defects:
        results = DEFECTS[name].results
        found |= statuses({r: s for r, s in results.items() if r in SUBMISSION_ONLY})
        if DEFECTS[name].shuts:
            found = {rule: (*s, "unread") for rule, s in found.items()}
    if _asked_later(case, style):
        found = {rule: (*s, "review") if "fail" in s else s for rule, s in found.items()}
    return {rule: s for rule, s in found.items() if ANY not in s}


def _of_scanned_letter(review: Review) -> Results:
    """Nobody read the letter; an appendix that is not found may be on its pages."""
    told = {**written()["samples"]["scanned-letter"]["results"]}
    for rule in ("wording-alleged", "analysis-suicide-named"):
        told.pop(rule)
    found = statuses(told)
    if "appendix-missing" in review.defects or "plan-missing" in review.defects:
        found["file-appendices-complete"] = ("pass", "fail", "review")
    if "plan-missing" in review.defects:
        del found["plan-updates"]
    return found


def _asked_later(case: Case, style: Style) -> bool:
    """True where the letter is older than the letters which first asked for things: what it could
    not know of is for a person to decide (convention 14 of the checklist)."""
    told = {**case["letter"], **style.letter}["date"]
    return int(told.split()[-1]) < 2023


def _of_case(case: Case) -> dict[str, str]:
    found: dict[str, str] = {}
    if not _in_pandemic(case["period"]):
        found["analysis-pandemic"] = "not-applicable"
    if "interpret" in str(case.data):
        found["analysis-interpreter"] = "review"
    if case.get("verdict") not in ("murder", "manslaughter"):
        found["wording-alleged"] = "not-applicable"
    if case.get("suicide"):
        found["analysis-suicide-named"] = "pass"
    if case["letter"]["form"] == "2016":
        found["analysis-unconscious-bias"] = "review|not-applicable"
    return found


def _in_pandemic(period: str) -> bool:
    """True where "January 2019 to October 2022" touches March 2020 to December 2021."""
    months = "January February March April May June July August September October November December"
    names = months.split()
    began, ended = (
        int(part.split()[1]) * 12 + names.index(part.split()[0]) for part in period.split(" to ")
    )
    return began <= 2021 * 12 + 11 and ended >= 2020 * 12 + 2


def _of_style(review: Review, style: Style, made_by: str) -> dict[str, str]:
    found: dict[str, str] = {}
    if style.older:
        found["report-dissemination"] = "pass|review"
    if not style.look.tagged or made_by.endswith("reportlab") or style.look.plain_headings:
        found["file-accessible"] = "pass|fail|review" if style.look.tagged else "fail"
    if made_by.endswith("reportlab"):
        found["file-accessible"] = "fail"
    found |= _of_places(review)
    columns = {c.kind for p in review.parts("action-plan") for c in _columns(p)}
    if "scope" not in columns and columns:
        found["plan-scope"] = "fail"
    if not style.plan.ruled:
        # Rows told apart by alignment may be uncertain, and then a person must look.
        found |= {r: "pass|review" for r in written()["right"] if r.startswith("plan-")}
        found |= {"plan-present": "pass", "plan-annexed": "pass", "plan-live-document": "pass"}
    if not any(_is_contents(p.role) for d in review.documents for p in d.parts):
        found["file-contents-match"] = "review|not-applicable"
    return found


def _is_in_letter(rule: str, right: tuple[str, ...]) -> bool:
    return rule.startswith("letter-") and "fail" in right and rule != "letter-annexed"


def _is_contents(role: str) -> bool:
    return role == "contents"


def _columns(part):
    return [c for b in part.blocks if isinstance(b, PlanTable) for c in b.columns]


def _of_places(review: Review) -> dict[str, str]:
    """Where plan and letter stand to the report."""
    found: dict[str, str] = {}
    for document in review.documents:
        roles = [p.role for p in document.parts]
        if "overview-report" not in roles:
            continue
        report = roles.index("overview-report")
        if "action-plan" not in roles:
            found["plan-annexed"] = "fail"
        elif roles.index("action-plan") < report:
            found["plan-annexed"] = "fail|review"
        if "feedback-letter" not in roles:
            found["letter-annexed"] = "fail"
            found["letter-at-end"] = "not-applicable|fail"
    return found
