"""Without text recognition a page that is a picture fails nothing, and passes nothing that it may break."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest

from dhrcheck.document.model import Role, Submission
from dhrcheck.document.understand import understand
from dhrcheck.engine import Report, run_rules
from dhrcheck.outcome import Box, ReadAs, Stage, Status
from dhrcheck.reading.model import FileReading, PageReading, Picture
from dhrcheck.reading.reader import Reader
from dhrcheck.rulebook.loader import load_rules, load_vocabulary

SAMPLES = Path(__file__).resolve().parents[1] / "sample_reports"
ANSWERED_BY_PICTURES = {
    "file-text-readable": (Status.FAIL,),
    # The checklist asks for a review where the heading may stand on such a page.
    "file-appendices-complete": (Status.REVIEW,),
}
# No words can be copied from a picture, so none are hidden in it.
PASS_ON_PICTURES = {"file-redactions-hold"}
PARTS = [
    Role.COVER,
    Role.CONTENTS,
    Role.EXECUTIVE_SUMMARY,
    Role.OVERVIEW_REPORT,
    Role.APPENDIX,
    Role.ACTION_PLAN,
    Role.FEEDBACK_LETTER,
]


@lru_cache(maxsize=4)
def read(*names: str) -> tuple[FileReading, ...]:
    with Reader() as reader:
        return reader.read([SAMPLES / name for name in names])


def checked(files: tuple[FileReading, ...]) -> Report:
    submission = understand(files, load_vocabulary())
    return run_rules(load_rules(), submission, Stage.PUBLICATION, date(2026, 11, 22))


@lru_cache(maxsize=1)
def with_text() -> Report:
    return checked(read("complete-review.pdf"))


def as_picture(page: PageReading) -> PageReading:
    """The page as a scan of it is read where there is no text recognition."""
    whole = Picture(Box(0, 0, page.width, page.height), 1654, 2339)
    return PageReading(
        page.number, page.width, page.height, ReadAs.IMAGE_ONLY, pictures=(whole,), note="Not read."
    )


def scanned(first: int, last: int) -> Report:
    (file,) = read("complete-review.pdf")
    pages = (as_picture(p) if first <= p.number <= last else p for p in file.pages)
    return checked((replace(file, pages=tuple(pages)),))


def pages_of(submission: Submission, role: Role) -> tuple[int, int]:
    parts = submission.parts_of(role)
    return parts[0].first_page, parts[-1].last_page


def wrong(before: Report, after: Report) -> list[str]:
    """Each rule that answers otherwise than with text, and not by "unread" or "not applicable"."""
    was = {r.rule.id: r.outcome.status for r in before.results}
    return [
        f"{r.rule.id} was {was[r.rule.id].value}, is {r.outcome.status.value}: {r.outcome.message}"
        for r in after.results
        if r.outcome.status not in (was[r.rule.id], Status.UNREAD, Status.NOT_APPLICABLE)
        and r.outcome.status not in ANSWERED_BY_PICTURES.get(r.rule.id, ())
    ]


def passed_unseen(report: Report, role: Role) -> list[str]:
    """Rules on ``role`` that pass and show nothing: they say that something is not there."""
    return [
        f"{r.rule.id}: {r.outcome.message}"
        for r in report.results
        if r.outcome.status is Status.PASS
        and not r.outcome.evidence
        and r.rule.id not in PASS_ON_PICTURES
        and (not r.rule.where.part or role in r.rule.where.part)
        and role not in r.rule.where.not_in
    ]


@pytest.mark.parametrize("role", PARTS, ids=lambda role: role.value)
def test_a_part_of_pictures_fails_no_rule_and_passes_none_on_absence(role: Role) -> None:
    before = with_text()

    after = scanned(*pages_of(before.submission, role))

    assert not wrong(before, after), "\n".join(wrong(before, after))
    assert not passed_unseen(after, role), "\n".join(passed_unseen(after, role))


@pytest.mark.parametrize("edge", ["first", "second", "last"])
@pytest.mark.parametrize("role", PARTS[2:], ids=lambda role: role.value)
def test_one_picture_in_a_part_fails_no_rule(role: Role, edge: str) -> None:
    before = with_text()
    first, last = pages_of(before.submission, role)
    page = {"first": first, "second": min(first + 1, last), "last": last}[edge]

    after = scanned(page, page)

    assert not wrong(before, after), "\n".join(wrong(before, after))
    assert not passed_unseen(after, role), "\n".join(passed_unseen(after, role))


def test_every_rule_on_the_report_says_which_pages_were_not_read() -> None:
    before = with_text()
    first, last = pages_of(before.submission, Role.OVERVIEW_REPORT)

    unread = [r for r in scanned(first, last).results if r.outcome.status is Status.UNREAD]

    assert len(unread) > 60
    silent = [r.rule.id for r in unread if f"{first} to {last}" not in r.outcome.message]
    assert not silent


def test_a_file_of_pictures_passes_and_fails_nothing_but_what_files_show() -> None:
    before = with_text()

    after = scanned(1, len(before.submission.pages))

    failed = {r.rule.id for r in after.results if r.outcome.status is Status.FAIL}
    assert failed == {"file-text-readable"}
    for result in after.results:
        if result.outcome.status is Status.PASS:
            assert result.rule.id.startswith("file-"), result.rule.id


def with_a_gap(page: PageReading) -> PageReading:
    """The page of a plan with nothing in the second row's cell for the lead agency."""
    (table,) = page.tables
    head = next(c for c in table.cells if c.row == 0 and "lead" in c.lines[0].text.casefold())
    cells = (
        replace(c, lines=()) if (c.row, c.column) == (2, head.column) else c for c in table.cells
    )
    return replace(page, tables=(replace(table, cells=tuple(cells)),))


def test_a_gap_in_a_whole_row_is_told_though_another_page_of_the_plan_was_not_read() -> None:
    (file,) = read("complete-review.pdf")
    first, last = pages_of(with_text().submission, Role.ACTION_PLAN)
    assert last == first + 1
    mend = {first: with_a_gap, last: as_picture}
    pages = tuple(mend.get(p.number, lambda page: page)(p) for p in file.pages)

    after = checked((replace(file, pages=pages),))

    result = next(r for r in after.results if r.rule.id == "plan-lead-agency")
    assert result.outcome.status is Status.FAIL, result.outcome.message
    assert [e.page for e in result.outcome.evidence] == [first]
