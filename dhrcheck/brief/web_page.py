"""A brief as one HTML page: no script, no network, made to be read and printed."""

from __future__ import annotations

from dhrcheck.brief.making import make_brief
from dhrcheck.brief.model import Standing
from dhrcheck.engine import Report
from dhrcheck.outcome import Verdict
from dhrcheck.output import Look
from dhrcheck.output.html_page import page
from dhrcheck.output.wording import settings_words
from dhrcheck.version import __version__

_TONES = {
    Standing.FOUND: "",
    Standing.OPEN: "decide",
    Standing.NOT_FOUND: "fix",
    Standing.UNREAD: "unread",
}
_VERDICT_TONES = {
    Verdict.PASS: "right",
    Verdict.FAIL: "fix",
    Verdict.REVIEW: "decide",
    Verdict.UNREAD: "unread",
}


def render(report: Report, look: Look) -> str:
    """The brief of ``report`` as a whole HTML page with a newline at its end."""
    brief = make_brief(
        report,
        stage_assumed=look.stage_assumed,
        everything=look.verbose,
        quotes=look.quotes,
        settings=settings_words(look),
    )
    return page(
        "brief.html.j2",
        sheets=("page.css", "brief.css"),
        running="Draft for a reviewer. Not the view of the Quality Assurance Panel.",
        generator=f"dhrcheck {__version__}",
        brief=brief,
        tone=_VERDICT_TONES[brief.verdict],
        tones=_TONES,
    )
