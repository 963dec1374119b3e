"""Text, dates and tables made of anything: every character leads back to its page, and nothing breaks."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dhrcheck.document.dates import find_dates
from dhrcheck.document.flow import build_flow
from dhrcheck.document.model import Submission
from dhrcheck.document.passage import passage_of
from dhrcheck.document.understand import understand
from dhrcheck.outcome import Box, ReadAs, Stage, Status
from dhrcheck.reading.model import Cell, FileOutcome, FileReading, Line, PageReading, Table
from dhrcheck.rulebook.loader import load_rules, load_vocabulary
from tests.properties import LINES, REPORT_WORDS, bounded

WIDTH, HEIGHT = 595.0, 842.0


@st.composite
def lines(draw: st.DrawFn, most: int = 12) -> tuple[Line, ...]:
    """Lines down a page, of sizes and places as pages have them."""
    found = []
    y = draw(st.floats(20, 80))
    for text in draw(st.lists(LINES, max_size=most)):
        size = draw(st.sampled_from((8.0, 10.0, 11.0, 14.0, 18.0)))
        x = draw(st.sampled_from((40.0, 72.0, 90.0, 300.0)))
        box = Box(x, y, min(WIDTH, x + 5.0 * len(text)), y + size)
        found.append(Line(text, box, size, draw(st.booleans()), draw(st.booleans())))
        y += size * draw(st.sampled_from((0.0, 1.2, 2.5)))
    return tuple(found)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A grid whose cells may span others, overlap them, or be missing."""
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(1, 7))
    cells = []
    for row in range(rows):
        for column in range(columns):
            if draw(st.integers(0, 9)) == 0:
                continue
            x, y = 40.0 + 70 * column, 100.0 + 30 * row
            texts = draw(st.lists(st.lists(REPORT_WORDS, min_size=1, max_size=3), max_size=2))
            cells.append(
                Cell(
                    row,
                    column,
                    draw(st.sampled_from((1, 1, 1, 2))),
                    draw(st.sampled_from((1, 1, 1, 2))),
                    Box(x, y, x + 70, y + 30),
                    tuple(
                        Line(" ".join(words), Box(x, y + 12 * n, x + 60, y + 12 * n + 10), 10.0)
                        for n, words in enumerate(texts)
                    ),
                    draw(st.booleans()),
                )
            )
    return Table(
        Box(40, 100, 40 + 70.0 * columns, 100 + 30.0 * rows), rows, columns, tuple(cells), 0
    )


@st.composite
def readings(draw: st.DrawFn) -> tuple[FileReading, ...]:
    """One or two files of a few pages."""
    files = []
    for number in range(draw(st.integers(1, 2))):
        pages = []
        for page in range(draw(st.integers(1, 4))):
            way = draw(st.sampled_from((*[ReadAs.TEXT] * 5, ReadAs.IMAGE_ONLY, ReadAs.BROKEN)))
            own = draw(lines()) if way is ReadAs.TEXT else ()
            grids = draw(st.lists(tables(), max_size=1)) if way is ReadAs.TEXT else []
            letters = sum(map(str.isalpha, "".join(line.text for line in own)))
            pages.append(
                PageReading(page + 1, WIDTH, HEIGHT, way, own, tuple(grids), letters=letters)
            )
        name = f"{number}.pdf"
        digest = f"{number:064x}"
        files.append(FileReading(name, 100, digest, FileOutcome.READ, pages=tuple(pages)))
    return tuple(files)


@given(readings())
@bounded(100)
def test_every_character_leads_back_to_its_line_page_and_place(
    files: tuple[FileReading, ...],
) -> None:
    flow = build_flow(files)
    passage = passage_of(tuple(flow.lines))
    assert len(passage.starts) == len(passage.lines)
    for line, start in zip(passage.lines, passage.starts, strict=True):
        assert passage.text[start : start + len(line.text)] == line.text
    for offset in range(len(passage.text)):
        line, place = passage.line_at(offset), passage.place(offset, offset + 1)
        assert (place.file, place.page) == (line.file, line.page)
        assert 1 <= place.page <= len(files[place.file].pages)
        assert place.box is not None
        assert line.box.x0 - 0.01 <= place.box.x0 <= place.box.x1 <= line.box.x1 + 0.01
        assert (place.box.y0, place.box.y1) == (line.box.y0, line.box.y1)


@given(readings())
@bounded(100)
def test_no_word_of_a_page_is_lost_or_made_up(files: tuple[FileReading, ...]) -> None:
    from dhrcheck.document.text import normalise

    def letters(texts: list[str]) -> list[str]:
        return sorted(c for text in texts for c in text if c.isalnum())

    for number, file in enumerate(files):
        for page in file.pages:
            printed = [line.text for line in page.lines]
            printed += [line.text for t in page.tables for cell in t.cells for line in cell.lines]
            flow = [
                line.text
                for line in build_flow(files).lines
                if (line.file, line.page) == (number, page.number)
            ]
            assert letters(flow) == letters([normalise(text) for text in printed])


@given(readings())
@bounded(60)
def test_anything_at_all_is_understood_and_judged(files: tuple[FileReading, ...]) -> None:
    from dhrcheck.engine import run_rules

    submission: Submission = understand(files, load_vocabulary())
    report = run_rules(load_rules(), submission, Stage.PUBLICATION, date(2026, 11, 22))
    assert [(r.rule.id, r.defect) for r in report.with_status(Status.ERROR)] == []
    pages = [len(file.pages) for file in files]
    for result in report.results:
        outcome = result.outcome
        assert outcome.message
        for found in outcome.evidence:
            assert found.page is None or 1 <= found.page <= pages[found.file]
            assert found.quote is None or len(found.quote) <= 200
        for searched in outcome.searched:
            assert 1 <= searched.first_page <= searched.last_page <= pages[searched.file]


@given(st.lists(tables(), min_size=1, max_size=2))
@bounded(150)
def test_the_rows_of_a_plan_are_made_of_its_own_words(grids: list[Table]) -> None:
    head = ("Recommendation", "Action to take", "Lead agency", "Target date", "Outcome")
    pages = []
    for number, grid in enumerate(grids, 1):
        header = tuple(
            Cell(
                0,
                column,
                1,
                1,
                Box(40 + 70.0 * column, 70, 110 + 70.0 * column, 100),
                (Line(text, Box(40 + 70.0 * column, 72, 100 + 70.0 * column, 82), 10.0),),
            )
            for column, text in enumerate(head)
        )
        below = tuple(
            Cell(c.row + 1, c.column, c.row_span, c.column_span, c.box, c.lines, c.shaded)
            for c in grid.cells
        )
        whole = Table(
            Box(40, 70, 40 + 70.0 * max(5, grid.columns), grid.box.y1),
            grid.rows + 1,
            max(5, grid.columns),
            header + below,
            1,
        )
        title = Line("Action Plan", Box(40, 30, 140, 44), 14.0, True)
        pages.append(
            PageReading(number, WIDTH, HEIGHT, ReadAs.TEXT, (title,), (whole,), letters=200)
        )
    file = FileReading("plan.pdf", 100, "0" * 64, FileOutcome.READ, pages=tuple(pages))
    submission = understand((file,), load_vocabulary())
    plan: Any = submission.plan
    printed = "".join(
        "".join(line.text for line in cell.lines)
        for page in pages
        for table in page.tables
        for cell in table.cells
    )
    for row in plan.rows if plan else ():
        for cell in row.cells:
            missing = {c for c in cell.text if c.isalnum()} - set(printed)
            assert not missing


# --- dates ---------------------------------------------------------------------------------------

DAYS = st.dates(date(1940, 1, 1), date(2039, 12, 31))
MONTHS = list(calendar.month_name)
SHORT = list(calendar.month_abbr)


def _ordinal(day: int) -> str:
    return f"{day}{'th' if 10 < day < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"


FORMS = (
    lambda d: f"{d.day} {MONTHS[d.month]} {d.year}",
    lambda d: f"{_ordinal(d.day)} {MONTHS[d.month]} {d.year}",
    lambda d: f"{d.day:02}/{d.month:02}/{d.year}",
    lambda d: f"{d.day}.{d.month}.{d.year}",
    lambda d: f"{d.year}-{d.month:02}-{d.day:02}",
    lambda d: f"{_ordinal(d.day)} of {MONTHS[d.month]}, {d.year}",
    lambda d: f"{MONTHS[d.month]} {_ordinal(d.day)} {d.year}",
    lambda d: f"{d.day:02}-{SHORT[d.month]}-{d.year}",
)


@given(DAYS, st.sampled_from(FORMS), st.sampled_from(("", "On ", "dated ", "by ", "(")))
@bounded(400)
def test_a_date_written_in_any_form_is_read_as_that_day(day: date, form: Any, before: str) -> None:
    written = form(day)
    text = f"{before}{written} the panel met."
    (found, *more) = find_dates(text)
    assert more == []
    assert found.when.earliest() == found.when.latest() == day
    assert text[found.start : found.end].strip() == written
    assert found.full


@given(
    st.text(max_size=80)
    | st.lists(REPORT_WORDS | st.text("0123456789/.-–' ", max_size=8)).map(" ".join)
)
@bounded(500)
def test_any_text_is_looked_through_for_dates(text: str) -> None:
    before = 0
    for found in find_dates(text, default_year=2024):
        assert before <= found.start < found.end <= len(text)
        first, last = found.when.earliest(), found.when.latest()
        assert first is not None
        assert last is not None
        assert first <= last <= first + timedelta(days=366 * 2)
        before = found.start
