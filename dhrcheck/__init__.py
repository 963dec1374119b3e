"""dhrcheck: the check before a Domestic Homicide Review is sent.

    from dhrcheck import check

    report = check(["report.pdf"], stage="publication")
    print(report.verdict.value, report.counts)

Importing this package is cheap: each name below loads its room when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dhrcheck.version import __version__

if TYPE_CHECKING:
    from dhrcheck.api import WrongUsage, check, inspect
    from dhrcheck.document.model import Submission
    from dhrcheck.engine import Report, Result
    from dhrcheck.outcome import Evidence, Outcome, Severity, Stage, Status, Verdict
    from dhrcheck.rulebook.model import RulebookError

__all__ = [
    "Evidence",
    "Outcome",
    "Report",
    "Result",
    "RulebookError",
    "Severity",
    "Stage",
    "Status",
    "Submission",
    "Verdict",
    "WrongUsage",
    "__version__",
    "check",
    "inspect",
]

_HOME = {
    "check": "dhrcheck.api",
    "inspect": "dhrcheck.api",
    "WrongUsage": "dhrcheck.api",
    "Submission": "dhrcheck.document.model",
    "Report": "dhrcheck.engine",
    "Result": "dhrcheck.engine",
    "Evidence": "dhrcheck.outcome",
    "Outcome": "dhrcheck.outcome",
    "Severity": "dhrcheck.outcome",
    "Stage": "dhrcheck.outcome",
    "Status": "dhrcheck.outcome",
    "Verdict": "dhrcheck.outcome",
    "RulebookError": "dhrcheck.rulebook.model",
}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
