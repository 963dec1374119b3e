"""The decisions on a review, for a person at a terminal: what each says, and what became of it."""

from __future__ import annotations

from dhrcheck.decisions.model import Decision, Placed, State
from dhrcheck.engine import Report
from dhrcheck.output import Look
from dhrcheck.output.sheet import Sheet
from dhrcheck.output.terminal import show_head
from dhrcheck.output.visible import visible, visible_prose
from dhrcheck.output.wording import LAPSED, count, file_changed

_HEADINGS = (
    (State.USED, "Counted", "green"),
    (State.EXPIRED, "Expired: the finding is back", "yellow"),
    (State.CHANGED, "No longer matching: the finding is back", "yellow"),
    (State.INCOMPLETE, "Not enough yet", "yellow"),
    (State.UNUSED, "No longer needed", "dim"),
    (State.NOT_CHECKED, "On rules that were left out", "dim"),
    (State.OTHER_REVIEW, "On another review", "dim"),
)


def listed_decisions(report: Report, look: Look) -> str:
    """All decisions of the file by what became of them, with a newline at the end."""
    sheet = Sheet(look)
    made = report.decisions
    entries = made.entries if made is not None else ()
    if made is None or not entries:
        sheet.line("No decision has been recorded yet. “dhrcheck decide FILE...” asks for them.")
        return sheet.text()
    show_head(sheet, report, look)
    sheet.gap()
    sheet.line(f"{count(len(entries), 'decision')} in “{visible(made.file)}”")
    for state, title, style in _HEADINGS:
        those = [p for p in entries if p.state is state]
        if not those:
            continue
        sheet.heading(f"{title}: {len(those)}", style)
        for placed in those:
            _entry(sheet, placed)
    return sheet.text()


def _entry(sheet: Sheet, placed: Placed) -> None:
    one = placed.decision
    sheet.under(f"{visible(_about(one))} (line {one.line})", "bold", bullet=True)
    sheet.under(visible_prose(one.sentence))
    said = file_changed(placed) or LAPSED.get(placed.state)
    if said:
        sheet.under(said, "dim")


def _about(one: Decision) -> str:
    if one.rule is not None:
        return one.rule
    if one.pages is None:
        return "a whole file"
    pages = ", ".join(str(a) if a == b else f"{a} to {b}" for a, b in one.pages)
    return f"page {pages}" if pages.isdigit() else f"pages {pages}"
