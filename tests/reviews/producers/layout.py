"""What all producers lay out alike: contents lines, list marks, and the grid of an action plan."""

from __future__ import annotations

from collections.abc import Iterator

from tests.reviews.content import Contents, Document, Heading, Items, PlanTable

ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv")


def contents_lines(document: Document, contents: Contents) -> Iterator[tuple[Heading, str]]:
    """The listed headings of the document with the anchor of each."""
    for i, part in enumerate(document.parts):
        for j, block in enumerate(part.blocks):
            if isinstance(block, Heading) and block.listed and block.level <= contents.depth:
                yield block, f"h{i}x{j}"


def listed_items(items: Items) -> Iterator[tuple[str, str, int]]:
    """Each item's words, printed mark and depth (0 or 1)."""
    for i, item in enumerate(items.items):
        words, nested = (item, ()) if isinstance(item, str) else item
        yield words, item_mark(items.mark, i), 0
        for deeper in nested:
            yield deeper, "o" if items.mark in ("bullet", "hyphen") else "-", 1


def item_mark(mark: str, index: int) -> str:
    """The mark before item ``index``."""
    marks = {
        "bullet": "\u2022",
        "hyphen": "-",
        "number": f"{index + 1}.",
        "letter": f"{chr(97 + index % 26)})",
        "roman": f"({ROMAN[index % len(ROMAN)]})",
    }
    return marks[mark]


def plan_grid(plan: PlanTable) -> tuple[list[list[str]], list[list[str]]]:
    """Header lines and body rows of an action plan; a group row has one cell only."""
    head = [[c.header for c in plan.columns]]
    if any(c.above for c in plan.columns):
        head.insert(0, [c.above for c in plan.columns])
    body: list[list[str]] = []
    group = ""
    for action in plan.actions:
        if action.group and action.group != group:
            body.append([action.group])
        group = action.group
        body.append([action.cells.get(c.kind, "") for c in plan.columns])
    return head, body


def merged_runs(plan: PlanTable) -> list[tuple[int, int, int]]:
    """Cells that go over several rows: first body row (group rows count), column, number of rows."""
    found: list[tuple[int, int, int]] = []
    for column, kind in enumerate(c.kind for c in plan.columns):
        row, begun, group = 0, 0, ""
        for action in plan.actions:
            row += bool(action.group and action.group != group)
            group = action.group
            if kind not in action.merged:
                begun = row
            elif found and found[-1][:2] == (begun, column):
                found[-1] = (begun, column, row - begun + 1)
            else:
                found.append((begun, column, row - begun + 1))
            row += 1
    return found
