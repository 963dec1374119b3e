"""What carries on between the tables of a plan while they are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dhrcheck.document.model import (
    FlowLine,
    PlanColumn,
    PlanHeader,
    TableRef,
)
from dhrcheck.document.plan_draft import Draft, DraftCell
from dhrcheck.document.plan_layout import (
    Layout,
    heads_recommendation,
)
from dhrcheck.document.plan_numbers import leading_number
from dhrcheck.document.text import fold
from dhrcheck.document.vocabulary import Vocabulary

CARRIED_DOWN = (
    PlanColumn.NUMBER,
    PlanColumn.RECOMMENDATION,
    PlanColumn.LEARNING,
    PlanColumn.SCOPE,
)
"""Columns that a step takes over from the row above where they are left blank."""


@dataclass(slots=True)
class PlanState:
    """The plan as far as it is read: its rows, headers and doubts, and what the next table inherits."""

    flow: Sequence[FlowLine]
    vocabulary: Vocabulary
    drafts: list[Draft] = field(default_factory=list)
    headers: list[PlanHeader] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    layout: Layout | None = None
    group: str | None = None
    given: DraftCell | None = None
    last: TableRef | None = None
    skipped: list[TableRef] = field(default_factory=list)

    def set_layout(self, layout: Layout) -> None:
        """Takes a new header; its columns join those of the plan."""
        self.layout = layout
        for column in layout.columns:
            if heads_recommendation(column.text):
                self.give(DraftCell(column.text, column.place))
                continue
            for header in column.headers:
                known = {(h.column, fold(h.text)) for h in self.headers}
                if (header.column, fold(header.text)) not in known:
                    self.headers.append(header)

    def give(self, recommendation: DraftCell) -> None:
        """A recommendation that stands outside the columns and serves the rows under it."""
        if self.given is not None and is_again(self.given.text, recommendation.text):
            return
        self.settle()
        self.given = recommendation
        if not any(h.column is PlanColumn.RECOMMENDATION for h in self.headers):
            self.headers.append(
                PlanHeader(PlanColumn.RECOMMENDATION, "Recommendation", recommendation.place)
            )

    def settle(self) -> None:
        """A recommendation under which nothing stands is a row of its own, with blank cells."""
        given, layout = self.given, self.layout
        if given is None or given.inherited or layout is None or layout.side:
            return
        if layout.has(PlanColumn.RECOMMENDATION):
            return
        blank = {i: DraftCell("", given.place) for i in range(len(layout.columns))}
        self.drafts.append(
            Draft(layout, blank, given.place, self.group, DraftCell(given.text, given.place))
        )
        given.inherited = True

    def take_given(self, draft: Draft) -> None:
        """The recommendation above ``draft`` becomes its own, where it has none."""
        own = draft.cell(PlanColumn.RECOMMENDATION)
        if self.given is None or (own is not None and own.text):
            return
        draft.given = DraftCell(self.given.text, self.given.place, self.given.inherited)
        self.given.inherited = True

    def is_next_page(self, table: TableRef) -> bool:
        """True where ``table`` stands on the page after the last table read."""
        last = self.last
        return last is not None and (last.file, last.page + 1) == (table.file, table.page)


def is_again(before: str, text: str) -> bool:
    """True where a recommendation is only repeated at the head of the next page."""
    short, long = sorted((fold(before), fold(text)), key=len)
    return long.startswith(short) or (
        "continued" in fold(text) and leading_number(before) == leading_number(text)
    )


def same_columns(draft: Draft, layout: Layout) -> bool:
    """True where a row has the columns of ``layout``, wherever they stand across."""
    return [c.columns for c in draft.layout.columns] == [c.columns for c in layout.columns]


def same_header(one: Layout, other: Layout) -> bool:
    """True where two headers say the same, column by column (on two levels, too)."""
    return [fold(c.text) for c in one.columns] == [fold(c.text) for c in other.columns]
