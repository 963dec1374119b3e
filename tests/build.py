"""Small reviews for tests, and sentences that say what a rule should answer.

    expect(review(parts={REPORT: "…", LETTER: "…"}), "letter-annexed").passes(page=2)
    expect(bundle(pdf("report.pdf", …), pdf("letter.pdf", …)), "letter-annexed").fails(says="only in")

Text is written as in a rule's examples (``dhrcheck/rulebook/layout.py``): ``# Heading``, ``[page]``,
``[unread page]``, ``| a | b |`` for tables. The parts are as named; ``find=True`` has them found from
headings and words, as in a real file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files as package_files
from pathlib import Path
from typing import Any

from dhrcheck.document.model import Role, Submission
from dhrcheck.document.vocabulary import Vocabulary
from dhrcheck.engine import put
from dhrcheck.outcome import Outcome, ReadAs, Stage, Status
from dhrcheck.reading.model import FileOutcome, Picture
from dhrcheck.rulebook.example_form import ExampleForm, FileForm, PlanForm, PropertiesForm
from dhrcheck.rulebook.loader import load_files, load_vocabulary
from dhrcheck.rulebook.misprints import Manner
from dhrcheck.rulebook.model import Rule, Where
from dhrcheck.rulebook.synthetic import make_submission

REPORT = Role.OVERVIEW_REPORT
SUMMARY = Role.EXECUTIVE_SUMMARY
PLAN = Role.ACTION_PLAN
LETTER = Role.FEEDBACK_LETTER
APPENDIX = Role.APPENDIX
COVER = Role.COVER
OTHER = Role.OTHER

AS_OF = date(2026, 1, 1)
"""What counts as today."""

PLAN_TABLE = PlanForm(
    columns=("Recommendation", "Action to take", "Lead agency", "Target date"),
    rows=(
        ("Offer an interpreter at every visit", "Change the form", "Health trust", "March 2024"),
        ("Ask about safety when alone", "Train reception staff", "Health trust", "May 2024"),
    ),
)
"""A small sound action plan."""


def letter(
    area: str = "the Exampleton Community Safety Partnership (CSP)",
    name: str = "Rowan",
    *,
    sent: str = "12 January 2024",
    points: Sequence[str] = ("The summary does not say who chaired the review.",),
    thanks: str = "Thank you for submitting",
) -> str:
    """The text of a whole feedback letter (stock phrases only)."""
    listed = "\n".join(f"- {point}\n" for point in points)
    called = f" ({name})" if name else ""
    return (
        "Interpersonal Abuse Unit\n2 Marsham Street\nLondon SW1P 4DF\n\n"
        f"{sent}\n\nDear _____,\n\n"
        f"{thanks} the Domestic Homicide Review (DHR) report{called} for {area} to the Home Office"
        " Quality Assurance (QA) Panel. The report was considered at the QA Panel meeting on"
        " 6 December 2023.\n\n"
        "The QA Panel felt this was a clear report with well-developed learning points.\n\n"
        + (f"Areas for final development:\n\n{listed}\n" if points else "")
        + "Please send the digital copy to DHREnquiries@homeoffice.gov.uk.\n\n"
        "Yours sincerely,\n\nHome Office DHR Quality Assurance Panel\n"
    )


def pdf(
    name: str = "review.pdf",
    parts: Mapping[Role, str] | None = None,
    *,
    text: str = "",
    plan: PlanForm | None = None,
    size: int = 1_000_000,
    pages: Sequence[ReadAs] = (),
    header: str = "",
    footer: str = "",
    notes: Sequence[str] = (),
    encrypted: bool = False,
) -> FileForm:
    """One PDF that opens; ``pages`` adds pages without words, by how they were read."""
    return FileForm(
        name=name,
        bytes=size,
        text=text,
        parts=dict(parts or {}),
        plan=plan,
        header=header,
        footer=footer,
        pages=tuple(pages),
        properties=PropertiesForm(notes=tuple(notes), encrypted=encrypted),
    )


def unopened(
    name: str, outcome: FileOutcome = FileOutcome.PASSWORD, kind: str = "PDF", size: int = 1_000_000
) -> FileForm:
    """One file whose pages could not be reached."""
    return FileForm(name=name, bytes=size, outcome=outcome, kind=kind)


def word_file(name: str = "review.docx") -> FileForm:
    """A Word document, whatever it is called."""
    return unopened(name, FileOutcome.NOT_A_PDF, "a Word document")


def review(
    parts: Mapping[Role, str] | None = None, *, find: bool = False, **kept: Any
) -> Submission:
    """A review in one PDF; see ``pdf`` for what else it takes."""
    return bundle(pdf(parts=parts, **kept), find=find)


def bundle(*files: FileForm, find: bool = False) -> Submission:
    """A review in several files."""
    form = ExampleForm(files=files, find_parts=find)
    return make_submission(form, Where(), words(), Manner())


def with_picture(submission: Submission, page: int, width: int, height: int) -> Submission:
    """The same, with a picture of so many pixels on a page of the first file."""
    file = submission.files[0]
    pages = list(file.pages)
    picture = Picture(pages[page - 1].lines[0].box, width, height)
    pages[page - 1] = replace(pages[page - 1], pictures=(picture,))
    return replace(submission, files=(replace(file, pages=tuple(pages)), *submission.files[1:]))


@cache
def words() -> Vocabulary:
    """The vocabulary that the package ships."""
    return load_vocabulary()


@cache
def rule(rule_id: str) -> Rule:
    """One of the package's rules."""
    found = [
        path
        for family in package_files("dhrcheck.rules").iterdir()
        if family.is_dir() and (path := Path(str(family)) / f"{rule_id}.yaml").is_file()
    ]
    assert found, f"there is no rule {rule_id}"
    return load_files(found)[0]


class Answer:
    """What a rule answered, to be held against what it should answer."""

    def __init__(self, rule_id: str, outcome: Outcome, defect: str | None) -> None:
        self.rule_id = rule_id
        self.outcome = outcome
        self._defect = defect

    def passes(self, **seen: Any) -> Answer:
        """Met; ``page`` and ``quote`` must stand in the evidence, ``says`` in the message."""
        return self._is(Status.PASS, **seen)

    def fails(self, **seen: Any) -> Answer:
        """Not met."""
        return self._is(Status.FAIL, **seen)

    def is_for_a_person(self, **seen: Any) -> Answer:
        """Up for review."""
        return self._is(Status.REVIEW, **seen)

    def is_unread(self, **seen: Any) -> Answer:
        """Pages that could change the answer were not read."""
        return self._is(Status.UNREAD, **seen)

    def does_not_apply(self, **seen: Any) -> Answer:
        """Not about this submission."""
        return self._is(Status.NOT_APPLICABLE, **seen)

    def _is(
        self,
        status: Status,
        *,
        page: int | None = None,
        quote: str | None = None,
        says: str | None = None,
    ) -> Answer:
        got = self.outcome
        assert got.status is status, (
            f"{self.rule_id}: {_trouble(status, got.status)}: expected {status.value}, got"
            f" {got.status.value} {self._defect or ''}\n{got.message}"
        )
        pages = [e.page for e in got.evidence]
        assert page is None or page in pages, f"{self.rule_id}: evidence on pages {pages}"
        quotes = [e.quote for e in got.evidence if e.quote]
        assert quote is None or any(quote in q for q in quotes), f"{self.rule_id}: quotes {quotes}"
        said = f"{got.message} {got.fix or ''}"
        assert says is None or says in said, f"{self.rule_id}: it says: {said}"
        return self


def _trouble(wanted: Status, got: Status) -> str:
    found = (Status.FAIL, Status.REVIEW)
    if got is Status.ERROR:
        return "the rule broke"
    if wanted in (Status.PASS, Status.NOT_APPLICABLE) and got in found:
        return "false alarm"
    if wanted in found and got in (Status.PASS, Status.NOT_APPLICABLE):
        return "missed"
    return "wrong answer"


def expect(
    submission: Submission, rule_id: str, *, stage: Stage = Stage.PUBLICATION, as_of: date = AS_OF
) -> Answer:
    """The answer of one rule on one submission."""
    result = put(rule(rule_id), submission, stage, as_of)
    return Answer(rule_id, result.outcome, result.defect)
