"""Output: a report, or the picture of a submission, in each of its forms.

One small module a form and one line here. A form only shows: what is right or wrong, and the one
verdict, were decided in the report.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from dhrcheck.version import __version__

if TYPE_CHECKING:
    from dhrcheck.reading.page_work import Pages


@dataclass(frozen=True, slots=True)
class Look:
    """How a form is to look.

    ``width`` is in columns. ``stage_assumed`` is True where nobody named the stage; ``verbose`` asks
    for what is folded to counts otherwise. ``encoding`` is what the screen, pipe or file knows.
    ``quotes`` is False where no words of the files may be shown, only their places: a report is then
    rendered without them. ``pages`` draws pictures of pages and makes the annotated copy; None for
    forms that do not want it. ``fail_on`` (fail, review, advised) and ``exit_code`` are the command's.
    ``configuration`` is the configuration file in use and ``configured`` the keys that it set; nobody
    named the stage at the command where ``stage`` is among them.
    """

    width: int = 80
    colour: bool = False
    verbose: bool = False
    stage_assumed: bool = False
    encoding: str = "utf-8"
    quotes: bool = True
    pages: Pages | None = None
    fail_on: str = "fail"
    exit_code: int | None = None
    configuration: str = ""
    configured: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """One form: the module whose ``render(subject, look)`` gives its text, or its bytes.

    ``opening`` is how every such result begins, so that a file of ours is known again before it is
    replaced; ``{version}`` stands for a version number in it. ``for_machines`` is True where the text
    is always UTF-8, ``binary`` where ``render`` gives bytes, ``for_upload`` where the result is made
    to be sent to a server (quotes are then left out unless asked for), ``wants_pages`` where
    ``look.pages`` is needed.
    """

    name: str
    module: str
    opening: str
    for_machines: bool = False
    binary: bool = False
    for_upload: bool = False
    wants_pages: bool = False

    def render(self, subject: Any, look: Look) -> Any:
        """``subject`` (a ``Report`` or a ``Submission``) in this form: text ending in a newline, or
        bytes where the form is ``binary``."""
        if not look.quotes and hasattr(subject, "results"):
            from dhrcheck.output.quotes import without_quotes

            subject = without_quotes(subject)
        return import_module(self.module).render(subject, look)

    def content(self, subject: Any, look: Look) -> bytes:
        """``subject`` in this form as the bytes to write: UTF-8 for machines, else ``look.encoding``."""
        rendered = self.render(subject, look)
        if self.binary:
            from dhrcheck.output.ours import marked

            return marked(rendered)

        from dhrcheck.output.visible import for_encoding

        return for_encoding(rendered, "utf-8" if self.for_machines else look.encoding)


TEXT_OPENING = "dhrcheck {version}: "
JSON_OPENING = '{\n  "schema_version": "{version}",\n  "tool": {\n    "name": "dhrcheck",'
HTML_OPENING = "<!doctype html>\n<!-- dhrcheck {version}: "
PDF_OPENING = "%PDF-"
SARIF_OPENING = (
    '{\n  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",\n  "version": "2.1.0",\n'
    '  "runs": [\n    {\n      "tool": {\n        "driver": {\n          "name": "dhrcheck",'
)
JUNIT_OPENING = '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="dhrcheck {version}"'
GITHUB_OPENING = "::notice title=dhrcheck {version}::"
MARKDOWN_OPENING = "# dhrcheck {version}: "
CSV_OPENING = '\ufeff"dhrcheck","verdict","partial",'
BRIEF_OPENING = "<!-- dhrcheck {version}: "
DOCX_OPENING = "PK\x03\x04"


def begin(opening: str) -> str:
    """``opening`` with the version of this dhrcheck in its place."""
    return opening.replace("{version}", __version__)


def _for_upload(name: str, module: str, opening: str) -> Format:
    return Format(name, module, opening, for_machines=True, for_upload=True)


REPORT_FORMATS = {
    f.name: f
    for f in (
        Format("terminal", "dhrcheck.output.terminal", TEXT_OPENING),
        Format("json", "dhrcheck.output.json_report", JSON_OPENING, for_machines=True),
        Format(
            "html",
            "dhrcheck.output.html_report",
            HTML_OPENING,
            for_machines=True,
            wants_pages=True,
        ),
        Format("pdf", "dhrcheck.output.annotated_pdf", PDF_OPENING, binary=True, wants_pages=True),
        _for_upload("sarif", "dhrcheck.output.sarif", SARIF_OPENING),
        _for_upload("junit", "dhrcheck.output.junit", JUNIT_OPENING),
        _for_upload("github", "dhrcheck.output.github", GITHUB_OPENING),
        _for_upload("markdown", "dhrcheck.output.markdown", MARKDOWN_OPENING),
        _for_upload("csv", "dhrcheck.output.csv_rows", CSV_OPENING),
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

BRIEF_FORMATS = {
    f.name: f
    for f in (
        Format("markdown", "dhrcheck.brief.markdown", BRIEF_OPENING, for_machines=True),
        Format("html", "dhrcheck.brief.web_page", HTML_OPENING, for_machines=True),
        Format("docx", "dhrcheck.brief.word_file", DOCX_OPENING, binary=True),
    )
}
"""The forms of a reviewer's brief (``dhrcheck brief``)."""

RUN_FORMATS = {
    f.name: f
    for f in (
        Format("terminal", "dhrcheck.output.triage_terminal", TEXT_OPENING),
        Format("json", "dhrcheck.output.triage_json", JSON_OPENING, for_machines=True),
        Format("csv", "dhrcheck.output.triage_csv", CSV_OPENING, for_machines=True),
        Format("html", "dhrcheck.output.html_triage", HTML_OPENING, for_machines=True),
    )
}
"""The forms of a run over many reviews (``dhrcheck triage``)."""
