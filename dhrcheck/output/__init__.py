"""Output: a report, or the picture of a submission, in each of its forms.

One small module a form and one line here. A form only shows: what is right or wrong, and the one
verdict, were decided in the report.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any


@dataclass(frozen=True, slots=True)
class Look:
    """How a form for people is to look.

    ``width`` is in columns. ``stage_assumed`` is True where nobody named the stage; ``verbose`` asks
    for what is folded to counts otherwise. ``encoding`` is what the screen, pipe or file knows.
    """

    width: int = 80
    colour: bool = False
    verbose: bool = False
    stage_assumed: bool = False
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True)
class Format:
    """One form: the module whose ``render(subject, look)`` gives its text.

    ``opening`` is how every such text begins, so that a file of ours is known again before it is
    replaced. ``for_machines`` is True where the text is always UTF-8.
    """

    name: str
    module: str
    opening: str
    for_machines: bool = False

    def render(self, subject: Any, look: Look) -> str:
        """``subject`` (a ``Report`` or a ``Submission``) in this form, ending in a newline."""
        text: str = import_module(self.module).render(subject, look)
        return text


TEXT_OPENING = "dhrcheck "
JSON_OPENING = '{\n  "schema_version": "'

REPORT_FORMATS = {
    f.name: f
    for f in (
        Format("terminal", "dhrcheck.output.terminal", TEXT_OPENING),
        Format("json", "dhrcheck.output.json_report", JSON_OPENING, for_machines=True),
    )
}
"""The forms of a report."""

PICTURE_FORMATS = {
    f.name: f
    for f in (
        Format("terminal", "dhrcheck.output.picture_terminal", TEXT_OPENING),
        Format("json", "dhrcheck.output.picture_json", JSON_OPENING, for_machines=True),
    )
}
"""The forms of the picture of a submission (``dhrcheck inspect``)."""


def is_ours(beginning: str) -> bool:
    """True where a file that begins so was written by one of these forms, or is empty."""
    formats = (*REPORT_FORMATS.values(), *PICTURE_FORMATS.values())
    return not beginning or any(beginning.startswith(f.opening) for f in formats)
