"""A brief as a Word file (.docx), for a reviewer who goes on writing in it.

Marked as a draft on every page. The same brief gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any

import regex

from dhrcheck.brief.making import make_brief
from dhrcheck.brief.model import Brief, Chapter, Entry, Item
from dhrcheck.engine import Report
from dhrcheck.files import WrongUsage
from dhrcheck.output import Look
from dhrcheck.output.ours import DOCX_TIME
from dhrcheck.output.wording import settings_words
from dhrcheck.version import __version__

NOT_INSTALLED = (
    "A Word file is written with python-docx, which is not installed. Install it with: "
    "pip install 'dhrcheck[docx]' (from this project's folder: pip install '.[docx]'), or take "
    "--format html."
)
ON_EVERY_PAGE = (
    "Draft for a reviewer. Not the view of the Home Office or of its Quality Assurance Panel."
)
_NOT_XML = regex.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
_GREY = "595959"


def render(report: Report, look: Look) -> bytes:
    """The brief of ``report`` as the bytes of a .docx file.

    Raises:
        WrongUsage: python-docx is not installed.
    """
    try:
        from docx import Document
    except ImportError:
        raise WrongUsage(NOT_INSTALLED) from None
    brief = make_brief(
        report,
        stage_assumed=look.stage_assumed,
        everything=look.verbose,
        quotes=look.quotes,
        settings=settings_words(look),
    )
    document = Document()
    _set_up(document, brief, report)
    _Writer(document).write(brief)
    content = io.BytesIO()
    document.save(content)
    return _same_every_time(content.getvalue())


def safe(text: str) -> str:
    """``text`` without the characters that XML does not know; the rest is escaped as it is written."""
    return _NOT_XML.sub("\ufffd", text)


def _set_up(document: Any, brief: Brief, report: Report) -> None:
    """Page, type, language, properties, and the line that stands on every page."""
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    properties = document.core_properties
    properties.title, properties.author = safe(brief.title), f"dhrcheck {__version__}"
    properties.comments, properties.language = ON_EVERY_PAGE, "en-GB"
    properties.last_modified_by = ""
    day = datetime(report.as_of.year, report.as_of.month, report.as_of.day)
    properties.created = properties.modified = day
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.9)
    section.top_margin = section.bottom_margin = Cm(1.5)
    section.header.paragraphs[0].text = ON_EVERY_PAGE
    for name, size, before in (
        ("Normal", 9.5, 0),
        ("Title", 16, 0),
        ("Heading 1", 12, 8),
        ("Heading 2", 10, 6),
        ("Header", 8.5, 0),
    ):
        style = document.styles[name]
        style.font.name, style.font.size = "Calibri", Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(kind), None)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(2)
        style.paragraph_format.line_spacing = 1.0
        if name != "Normal":
            style.font.color.rgb = RGBColor.from_string(_GREY if name == "Header" else "1E2A32")
    language = document.styles["Normal"].element.get_or_add_rPr()
    from docx.oxml import OxmlElement

    tongue = OxmlElement("w:lang")
    tongue.set(qn("w:val"), "en-GB")
    language.append(tongue)


class _Writer:
    """Sets a brief's chapters one after the other."""

    def __init__(self, document: Any) -> None:
        self.document = document

    def write(self, brief: Brief) -> None:
        self.document.add_paragraph(safe(brief.title), style="Title")
        self._boxed(brief.verdict_words, bold=True)
        self._entries(brief.about)
        self._boxed(brief.warning)
        for chapter in brief.chapters:
            self._chapter(chapter)
        self.document.add_paragraph()
        for line in brief.foot:
            self._grey(self.document.add_paragraph(), line)

    def _chapter(self, chapter: Chapter) -> None:
        self.document.add_heading(safe(chapter.title), level=chapter.level - 1)
        if chapter.lead:
            if chapter.draft:
                self._boxed(chapter.lead, bold=True)
            else:
                self.document.add_paragraph(safe(chapter.lead))
        self._entries(chapter.entries)
        for number, item in enumerate(chapter.items, 1):
            self._item(item, number if chapter.numbered else None)

    def _entries(self, entries: tuple[Entry, ...]) -> None:
        """A table of two columns: the label, and what was found with its pages."""
        from docx.shared import Cm

        if not entries:
            return
        table = self.document.add_table(rows=0, cols=2)
        table.autofit = False
        for column, width in zip(table.columns, (Cm(4.4), Cm(12.8)), strict=True):
            column.width = width
        for entry in entries:
            cells = table.add_row().cells
            cells[0].width, cells[1].width = Cm(4.4), Cm(12.8)
            cells[0].paragraphs[0].add_run(safe(entry.label)).bold = True
            paragraph = cells[1].paragraphs[0]
            if entry.mark:
                paragraph.add_run(f"{entry.mark.capitalize()}: ").italic = True
            paragraph.add_run(safe(entry.text))
            if entry.where:
                self._grey(paragraph, f" ({entry.where})")

    def _item(self, item: Item, number: int | None) -> None:
        from docx.shared import Cm

        paragraph = self.document.add_paragraph()
        form = paragraph.paragraph_format
        form.left_indent, form.first_line_indent = Cm(0.7), Cm(-0.7)
        form.tab_stops.add_tab_stop(Cm(0.7))
        paragraph.add_run(f"{number}.\t" if number is not None else "•\t")
        paragraph.add_run(safe(item.text))
        more = [item.where, item.note, item.rule]
        if any(more):
            self._grey(paragraph, f" ({'; '.join(filter(None, more))})")

    def _boxed(self, text: str, *, bold: bool = False) -> None:
        """A paragraph on grey, for what must not be overlooked."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        paragraph = self.document.add_paragraph()
        paragraph.add_run(safe(text)).bold = bold
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), "EFEDE6")
        paragraph._p.get_or_add_pPr().append(shade)

    def _grey(self, paragraph: Any, text: str) -> None:
        from docx.shared import Pt, RGBColor

        run = paragraph.add_run(safe(text))
        run.font.size, run.font.color.rgb = Pt(9), RGBColor.from_string(_GREY)


def _same_every_time(content: bytes) -> bytes:
    """The file with one time on all that is in it, by which it is known again as ours."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            member = zipfile.ZipInfo(name, DOCX_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3
            new.writestr(member, old.read(name))
    return made.getvalue()
