"""Tables become rows of the plan: merged cells, groups, page breaks, what was not read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from dhrcheck.document.model import (
    ActionPlan,
    CellRef,
    FlowLine,
    Page,
    Part,
    PlanColumn,
    Role,
    TableCell,
    TableRef,
)
from dhrcheck.document.plan import looks_like_plan_header, plan_table_score, read_plan
from dhrcheck.outcome import Box, PageRange, ReadAs
from tests.plan_maker import Cell, Grid, place
from tests.plan_read import vocabulary

WIDTH = 760.0
HEADER = ["Recommendation", "Action to take", "Lead Agency", "Target Date", "Progress"]
FIRST = [
    "1. Ask each caller.",
    "Change the questions.",
    "Police",
    "March 2024",
    "Done in May 2024.",
]
SECOND = ["2. See carers alone.", "Redesign the form.", "Council", "June 2024", "Begun."]


@dataclass
class Book:
    """Pages with lines and tables, as the flow gives them."""

    lines: list[FlowLine] = field(default_factory=list)
    tables: list[TableRef] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    y: float = 60.0

    def page(self, *blocks: str | Sequence[Sequence[str | Cell]], left: float = 40.0) -> Book:
        """Adds a page: a string is a line (``**bold**``, ``_footer_``), anything else a table."""
        first, self.y = len(self.lines), 60.0
        for block in blocks:
            if isinstance(block, str):
                self._line(block)
            else:
                self._table(block, left)
        number = len(self.pages) + 1
        self.pages.append(Page(0, number, 842, 595, ReadAs.TEXT, first, len(self.lines)))
        return self

    def picture(self) -> Book:
        """Adds a page that nobody could read."""
        at = len(self.lines)
        number = len(self.pages) + 1
        self.pages.append(Page(0, number, 842, 595, ReadAs.IMAGE_ONLY, at, at))
        return self

    def _line(self, text: str, cell: CellRef | None = None, box: Box | None = None) -> None:
        words = text.strip("*_")
        self.lines.append(
            FlowLine(
                index=len(self.lines),
                file=0,
                page=len(self.pages) + 1,
                text=words,
                box=box or Box(40, self.y, 40 + 5 * len(words), self.y + 10),
                size=10,
                bold=text.startswith("**"),
                italic=False,
                read=ReadAs.TEXT,
                furniture=text.startswith("_"),
                cell=cell,
            )
        )
        if cell is None:
            self.y += 16

    def _table(self, rows: Sequence[Sequence[str | Cell]], left: float) -> None:
        grid = Grid(rows, [1] * max(sum(_across(c) for c in row) for row in rows))
        columns, index, start = len(grid.widths), len(self.tables), len(self.lines)
        step = WIDTH / columns
        top = self.y
        cells = []
        for p in place(grid):
            box = Box(
                left + p.column * step,
                top + p.row * 20,
                left + (p.column + p.cell.across) * step,
                top + (p.row + p.cell.down) * 20,
            )
            before = len(self.lines)
            if p.cell.text:
                self._line(p.cell.text, CellRef(index, p.row, p.column), box)
            cells.append(
                TableCell(
                    p.row,
                    p.column,
                    p.cell.down,
                    p.cell.across,
                    p.cell.text.strip("*"),
                    box,
                    before,
                    len(self.lines),
                )
            )
        self.y = top + len(rows) * 20 + 10
        self.tables.append(
            TableRef(
                index,
                0,
                len(self.pages) + 1,
                Box(left, top, left + WIDTH, top + len(rows) * 20),
                len(rows),
                columns,
                tuple(cells),
                start,
                len(self.lines),
            )
        )

    def plan(self) -> ActionPlan:
        """The plan, all pages being its part."""
        part = Part(Role.ACTION_PLAN, 0, 1, len(self.pages), 0, len(self.lines))
        read = read_plan(
            tuple(self.lines), tuple(self.tables), tuple(self.pages), (part,), vocabulary()
        )
        assert read is not None
        return read


def _across(cell: str | Cell) -> int:
    return cell.across if isinstance(cell, Cell) else 1


def texts(plan: ActionPlan, column: PlanColumn) -> list[str]:
    """The column's text in each row."""
    return [row.text(column) for row in plan.rows]


def test_without_a_plan_part_there_is_no_plan() -> None:
    assert read_plan((), (), (), (), vocabulary()) is None


def test_a_row_broken_over_the_page_is_joined() -> None:
    plan = (
        Book()
        .page([HEADER, [*FIRST[:4], "Training was given to all staff and the"]])
        .page([["", "", "", "", "rest will follow."], SECOND])
        .plan()
    )
    assert len(plan.rows) == 2
    assert plan.rows[0].text(PlanColumn.PROGRESS) == (
        "Training was given to all staff and the rest will follow."
    )
    assert plan.rows[1].number == "2"


def test_a_broken_row_is_joined_under_a_repeated_header_and_on_shifted_margins() -> None:
    plan = (
        Book()
        .page([HEADER, [*FIRST[:4], "Training was given."]])
        .page([HEADER, ["", "", "", "", "All staff know it."], SECOND], left=52)
        .plan()
    )
    assert texts(plan, PlanColumn.PROGRESS) == ["Training was given. All staff know it.", "Begun."]


def test_a_new_step_on_the_next_page_is_no_broken_row() -> None:
    plan = (
        Book()
        .page([HEADER, FIRST])
        .page([HEADER, ["", "Sample forty calls.", "Council", "May 2025", "Begun."]])
        .plan()
    )
    assert len(plan.rows) == 2
    cell = plan.rows[1].cell(PlanColumn.RECOMMENDATION)
    assert cell is not None
    assert cell.inherited
    assert plan.rows[1].number == "1"


def test_a_numbered_row_on_the_next_page_is_a_row() -> None:
    plan = Book().page([HEADER, FIRST]).page([SECOND]).plan()
    assert [row.number for row in plan.rows] == ["1", "2"]


def test_a_merged_lead_serves_its_rows_over_the_page() -> None:
    merged = [
        HEADER,
        [
            Cell("1. Ask each caller.", down=2),
            "Change.",
            Cell("Police", down=2),
            "May 2024",
            "Done.",
        ],
        ["Sample.", "June 2024", "Done."],
    ]
    over = [
        [Cell("", down=2), "Report.", Cell("", down=2), "July 2024", "Done."],
        ["Publish.", "August 2024", "Done."],
    ]
    plan = Book().page(merged).page(over).plan()
    assert len(plan.rows) == 4
    leads = [row.cell(PlanColumn.LEAD) for row in plan.rows]
    assert [c.text for c in leads if c] == ["Police"] * 4
    assert [c.inherited for c in leads if c] == [False, True, True, True]


def test_a_blank_lead_that_is_not_merged_stays_blank() -> None:
    plan = Book().page([HEADER, FIRST, ["", "Sample.", "", "", ""]]).plan()
    assert texts(plan, PlanColumn.LEAD) == ["Police", ""]
    assert texts(plan, PlanColumn.RECOMMENDATION) == ["1. Ask each caller."] * 2


def test_a_new_number_does_not_take_over_the_recommendation_above() -> None:
    header = ["No.", *HEADER]
    plan = Book().page([header, ["1", *FIRST], ["2", "", *SECOND[1:]]]).plan()
    assert texts(plan, PlanColumn.RECOMMENDATION)[1] == ""


def test_themes_group_the_rows_under_them() -> None:
    plan = (
        Book()
        .page([HEADER, [Cell("Theme 1: Training", across=5)], FIRST, SECOND])
        .page([[Cell("Theme 2: Records", across=5)], ["3. Record it.", *SECOND[1:]]])
        .plan()
    )
    assert [row.group for row in plan.rows] == [
        "Theme 1: Training",
        "Theme 1: Training",
        "Theme 2: Records",
    ]


def test_a_recommendation_alone_in_the_first_cell_of_a_blank_row_serves_the_rows_under_it() -> None:
    rows = [
        HEADER[1:],
        ["Recommendatio n 1: Ask each caller.", "", "", ""],
        FIRST[1:],
        ["Recommendation 2: See carers alone.", "", "", ""],
        SECOND[1:],
    ]
    plan = Book().page(rows).plan()
    assert len(plan.rows) == 2
    assert all(row.cell(PlanColumn.RECOMMENDATION) for row in plan.rows)


def test_a_recommendation_with_no_action_under_it_is_a_row_with_blank_cells() -> None:
    rows = [
        HEADER[1:],
        [Cell("Recommendation 1: Ask each caller.", across=4)],
        FIRST[1:],
        [Cell("Recommendation 2: See carers alone.", across=4)],
        [Cell("Recommendation 3: Record the tenancy.", across=4)],
        SECOND[1:],
    ]
    plan = Book().page(rows).page([[Cell("Recommendation 4: Tell them.", across=4)]]).plan()
    assert [row.number for row in plan.rows] == ["1", "2", "3", "4"]
    assert texts(plan, PlanColumn.LEAD) == ["Police", "", "Council", ""]
    assert plan.has(PlanColumn.RECOMMENDATION)


def test_a_recommendation_repeated_over_the_page_is_one() -> None:
    band = [Cell("Recommendation 1: Ask each caller.", across=4)]
    plan = Book().page([HEADER[1:], band, FIRST[1:]]).page([HEADER[1:], band, SECOND[1:]]).plan()
    cells = [row.cell(PlanColumn.RECOMMENDATION) for row in plan.rows]
    assert [c.inherited for c in cells if c] == [False, True]


def test_a_rule_through_a_blank_cell_makes_no_second_row() -> None:
    rows = [
        HEADER,
        [
            Cell("1. Ask each caller.", down=2),
            "",
            Cell("Police", down=2),
            Cell("May 2024", down=2),
            "",
        ],
        ["Change the questions.", "Done in May 2024."],
        SECOND,
    ]
    plan = Book().page(rows).plan()
    assert texts(plan, PlanColumn.ACTION) == ["Change the questions.", "Redesign the form."]
    assert texts(plan, PlanColumn.PROGRESS) == ["Done in May 2024.", "Begun."]


def test_a_theme_that_goes_on_keeps_its_name() -> None:
    first, again = (
        Cell("Theme 1: Training", across=5),
        Cell("THEME 1: TRAINING (continued)", across=5),
    )
    plan = Book().page([HEADER, [first], FIRST]).page([HEADER, [again], SECOND]).plan()
    assert [(row.group or "").lower() for row in plan.rows] == ["theme 1: training"] * 2


def test_a_note_across_the_table_is_no_theme() -> None:
    note = "This plan is a live document and will change as outcomes are delivered."
    plan = Book().page([HEADER, FIRST, [Cell(note, across=5)], SECOND]).plan()
    assert [row.group for row in plan.rows] == [None, None]
    assert len(plan.rows) == 2


def test_a_labelled_line_across_belongs_to_the_row_above() -> None:
    plan = (
        Book().page([HEADER[:4], FIRST[:4], [Cell("Outcome: calls are safer.", across=4)]]).plan()
    )
    assert texts(plan, PlanColumn.OUTCOME) == ["calls are safer."]
    assert plan.has(PlanColumn.OUTCOME)


def test_a_column_of_bare_numbers_under_rec_is_the_number() -> None:
    plan = Book().page([["Rec", *HEADER[1:]], ["1", *FIRST[1:]], ["2", *SECOND[1:]]]).plan()
    assert [row.number for row in plan.rows] == ["1", "2"]
    assert not plan.has(PlanColumn.RECOMMENDATION)
    assert plan.has(PlanColumn.NUMBER)


def test_an_unknown_header_is_told_by_its_column() -> None:
    header = ["Rec No", "What we were told", "Action to take", "Lead agency", "Month", "Zeta"]
    rows = [
        ["1", "Police should ask each caller.", *FIRST[1:4], "Nine in ten calls now hold it."],
        ["2", "The council should see carers alone.", *SECOND[1:4], "46 of 50 were seen alone."],
    ]
    plan = Book().page([header, *rows]).plan()
    assert texts(plan, PlanColumn.RECOMMENDATION)[1] == "The council should see carers alone."
    assert texts(plan, PlanColumn.TARGET_DATE) == ["March 2024", "June 2024"]
    assert texts(plan, PlanColumn.OUTCOME)[1] == "46 of 50 were seen alone."


def test_action_by_may_be_a_day() -> None:
    header = ["Recommendation", "Action to take", "Lead agency", "Action by", "Progress"]
    plan = Book().page([header, FIRST, SECOND]).plan()
    assert texts(plan, PlanColumn.TARGET_DATE) == ["March 2024", "June 2024"]
    assert texts(plan, PlanColumn.LEAD) == ["Police", "Council"]


def test_other_tables_of_the_part_are_left_out() -> None:
    plan = (
        Book()
        .page(
            [["Version", "Date", "Author"], ["2", "May 2024", "Partnership officer"]],
            [HEADER, FIRST, SECOND],
            "Key",
            [["Green", "Complete"], ["Amber", "In progress"]],
        )
        .plan()
    )
    assert [row.number for row in plan.rows] == ["1", "2"]
    assert plan.certain


def test_two_updates_are_two_cells_of_one_column() -> None:
    header = [*HEADER[:4], "Update June 2023", "Update May 2024"]
    plan = Book().page([header, [*FIRST[:4], "Begun.", "Done."]]).plan()
    assert texts(plan, PlanColumn.PROGRESS) == ["Begun. Done."]
    assert plan.as_at is not None
    assert plan.as_at.when.latest() == date(2024, 5, 31)


def test_picture_pages_of_the_plan_are_named() -> None:
    plan = Book().page("**Action Plan**").picture().picture().plan()
    assert plan.rows == ()
    assert plan.unread_pages == (PageRange(0, 2, 3),)


def test_a_table_that_nobody_knows_is_read_with_a_doubt() -> None:
    plan = Book().page([["Alpha", "Beta", "Gamma"], ["one", "two", "three"]]).plan()
    assert not plan.certain
    assert "page 1" in (plan.doubt or "")
    assert [c.text for c in plan.rows[0].cells] == ["one", "two", "three"]


def test_a_plan_without_any_table_says_so() -> None:
    plan = Book().page("**Action Plan**", "The partnership will see to all of it in time.").plan()
    assert not plan.certain
    assert plan.doubt


def as_at(*lines: str) -> date | None:
    plan = Book().page(*lines, [HEADER, FIRST]).plan()
    return plan.as_at.when.latest() if plan.as_at else None


def test_the_plan_tells_its_own_date() -> None:
    assert as_at("Correct as at 31 October 2024.") == date(2024, 10, 31)
    assert as_at("Last updated: 3/6/2024") == date(2024, 6, 3)
    assert as_at("_Action plan v3, March 2024_") == date(2024, 3, 31)
    assert as_at("Updated May 2023", "Updated June 2024") == date(2024, 6, 30)


def test_what_is_to_come_or_is_law_is_not_the_plans_date() -> None:
    assert as_at("This plan will be updated in March 2026.") is None
    assert as_at("Next update: March 2026") is None
    assert as_at("Reviewed under the Act 2004") is None
    assert as_at("The death was in March 2019.") is None


def test_the_score_tells_plans_from_other_tables() -> None:
    book = Book().page(
        [HEADER, FIRST],
        [["Name", "Role", "Organisation"], ["A chair", "Chair", "Independent"]],
        [["Date", "Event", "Source"], ["May 2019", "Call", "Police"]],
    )
    scores = [plan_table_score(t, vocabulary()) for t in book.tables]
    assert scores[0] >= 0.5
    assert scores[1:] == [0.0, 0.0]
    assert looks_like_plan_header(HEADER, vocabulary())
