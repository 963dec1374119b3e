"""A report as one HTML page for people: the verdict first, then what to do, with pictures.

It needs no network and no script. Its folded lists and filters are for the screen; on paper it is a
list to work through.
"""

from __future__ import annotations

from typing import NamedTuple

from dhrcheck.engine import Report
from dhrcheck.outcome import Severity, Status
from dhrcheck.output import Look
from dhrcheck.output.html_head import about, head, tiles
from dhrcheck.output.html_labels import DECIDED, OWN_FAMILY, OWN_FAMILY_WORDS, family, state
from dhrcheck.output.html_page import page
from dhrcheck.output.html_sections import sections
from dhrcheck.output.proof import FAMILIES
from dhrcheck.output.quotes import without_quotes
from dhrcheck.output.wording import NO_PROMISE
from dhrcheck.version import __version__

_STATES = {
    Status.FAIL.value: "To put right",
    Status.REVIEW.value: "For a person",
    Status.UNREAD.value: "Could not be read",
    Status.ERROR.value: "Broke",
    DECIDED: "Decided by a person",
    Status.PASS.value: "Met",
    Status.NOT_APPLICABLE.value: "Does not concern these files",
}
_SEVERITIES = {Severity.REQUIRED.value: "Required", Severity.ADVISED.value: "Advised"}
_FAMILIES = {**FAMILIES, OWN_FAMILY: OWN_FAMILY_WORDS}


class Choice(NamedTuple):
    """One choice of a filter."""

    value: str
    words: str


class Filter(NamedTuple):
    """One filter, with the choices that some check of this report has."""

    name: str
    label: str
    choices: tuple[Choice, ...]


def render(report: Report, look: Look) -> str:
    """The report as one HTML page with a newline at its end."""
    if not look.quotes:
        report = without_quotes(report)
    pages = look.pages if look.quotes else None
    groups = sections(report, pages)
    shown = head(report, pages, look)
    return page(
        "report.html.j2",
        sheets=("page.css", "report.css"),
        script="report.js",
        running=f"dhrcheck: {shown.verdict}: {shown.names}",
        generator=f"dhrcheck {__version__}",
        head=shown,
        about=about(report),
        tiles=tiles({group.anchor: group.number for group in groups}),
        filters=_filters(report),
        groups=groups,
        closing=[line for line in (NO_PROMISE, shown.care) if line],
    )


def _filters(report: Report) -> tuple[Filter, ...]:
    def choices(known: dict[str, str], held: set[str]) -> tuple[Choice, ...]:
        return tuple(Choice(value, words) for value, words in known.items() if value in held)

    results = report.results
    return (
        Filter("status", "What was found", choices(_STATES, {state(r) for r in results})),
        Filter(
            "severity",
            "Required or advised",
            choices(_SEVERITIES, {r.rule.severity.value for r in results}),
        ),
        Filter("family", "What it is about", choices(_FAMILIES, {family(r.rule) for r in results})),
    )
