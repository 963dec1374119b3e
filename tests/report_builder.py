"""Small reports and submissions made of the types alone, for tests of what is shown of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from dhrcheck.document.model import Part, Role, Submission
from dhrcheck.document.vocabulary import Vocabulary
from dhrcheck.engine import Report, Result, verdict_of
from dhrcheck.outcome import Outcome, ReadAs, Severity, Stage, Status
from dhrcheck.reading.model import FileOutcome, FileReading, PageReading
from dhrcheck.rulebook.model import Leaf, Rule, RuleSet, Source, Where

A_DIGEST = "0" * 64
A_DAY = date(2026, 3, 31)


def a_file(
    name: str = "report.pdf",
    pages: str = "ttt",
    outcome: FileOutcome = FileOutcome.READ,
    reason: str | None = None,
) -> FileReading:
    """A file; ``pages`` is one letter a page: t(ext), o(cr), i(mage-only), e(mpty), b(roken)."""
    ways = {way.value[0]: way for way in ReadAs}
    made = tuple(
        PageReading(number=i, width=595, height=842, read=ways[letter])
        for i, letter in enumerate(pages, 1)
    )
    return FileReading(name, 1_000, A_DIGEST, outcome, reason=reason, pages=made)


def a_rule(
    rule_id: str = "letter-annexed",
    severity: Severity = Severity.REQUIRED,
    title: str = "The letter is annexed",
    source: tuple[Source, ...] = (Source("Home Office QA Panel letter", seen=True),),
) -> Rule:
    """A rule that says nothing in particular."""
    return Rule(
        id=rule_id,
        title=title,
        severity=severity,
        stages=tuple(Stage),
        source=source,
        why="It is asked for.",
        fix="Attach it.",
        where=Where(),
        check=Leaf("person-decides", None),
        decided_by="machine",
    )


def a_submission(*files: FileReading) -> Submission:
    """A submission of ``files``, all overview report."""
    files = files or (a_file(),)
    return Submission(
        files=files,
        vocabulary=Vocabulary(),
        flow=(),
        pages=(),
        tables=(),
        parts=tuple(
            Part(Role.OVERVIEW_REPORT, i, 1, len(f.pages), 0, 0)
            for i, f in enumerate(files)
            if f.pages
        ),
        sections=(),
        contents=(),
    )


def a_result(
    status: Status,
    message: str = "Said in one sentence.",
    *,
    rule: Rule | None = None,
    decision: str | None = None,
    **more: object,
) -> Result:
    """A result with this status; ``more`` are fields of the outcome."""
    outcome = Outcome(status, message, **more)  # type: ignore[arg-type]
    defect = "ValueError" if status is Status.ERROR else None
    return Result(rule or a_rule(), outcome, decision, defect)


def a_report(
    *results: Result, files: tuple[FileReading, ...] = (), partial: bool = False
) -> Report:
    """A report of ``results`` with the verdict that follows from them."""
    return Report(
        submission=a_submission(*files),
        stage=Stage.PUBLICATION,
        as_of=A_DAY,
        ruleset=RuleSet(tuple(r.rule for r in results), A_DIGEST),
        results=results,
        verdict=verdict_of(results),
        partial=partial,
    )


def sample(name: str) -> Path:
    """A sample report of the repository."""
    return Path(__file__).parent.parent / "sample_reports" / name
