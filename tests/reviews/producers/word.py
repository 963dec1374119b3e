"""Writes a document as a Word file with python-docx, as a careful author of Word would."""

from __future__ import annotations

import re
from pathlib import Path

import docx
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from tests.reviews.content import (
    Break,
    Contents,
    Document,
    Heading,
    Items,
    Para,
    Part,
    PlanTable,
    Table,
)
from tests.reviews.producers.layout import contents_lines, listed_items
from tests.reviews.producers.word_tables import WordTables

LONG, SHORT = 29.7, 21.0
"""A4 in centimetres."""


class WordWriter:
    """Writes one document as a Word file."""

    def __init__(self, document: Document) -> None:
        self.document, self.look = document, document.look
        self.docx: Docx = docx.Document()
        self.tables = WordTables(self.docx, self.look)
        self.bookmarks = 0
        self._styles()
        properties = self.docx.core_properties
        properties.title, properties.author = document.title, document.author
        properties.language, properties.comments = "en-GB", ""

    def save(self, path: Path) -> None:
        """Writes all parts and the file."""
        for i, part in enumerate(self.document.parts):
            self._part(i, part)
        self.docx.save(str(path))

    def _styles(self) -> None:
        look, styles = self.look, self.docx.styles
        normal = styles["Normal"]
        normal.font.name, normal.font.size = look.font, Pt(look.size)
        normal.element.rPr.rFonts.set(qn("w:eastAsia"), look.font)
        for lang in styles.element.iter(qn("w:lang")):
            lang.set(qn("w:val"), "en-GB")
        normal.paragraph_format.line_spacing = look.spacing
        normal.paragraph_format.space_after = Pt(look.size * 0.7)
        for level, size in enumerate(look.heading_sizes, 1):
            style = styles[f"Heading {level}"]
            style.font.name, style.font.size, style.font.bold = look.font, Pt(size), True
            style.element.rPr.rFonts.set(qn("w:asciiTheme"), "")
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                style.element.rPr.rFonts.attrib.pop(qn(f"w:{theme}"), None)
            style.element.rPr.rFonts.set(qn("w:hAnsi"), look.font)
            style.font.color.rgb = RGBColor.from_string(look.colour)
            style.paragraph_format.space_before = Pt(size * 1.1)
            style.paragraph_format.space_after = Pt(size * 0.5)
            style.paragraph_format.keep_with_next = True

    def _part(self, index: int, part: Part) -> None:
        if index == 0:
            section = self.docx.sections[0]
        elif part.new_page:
            section = self.docx.add_section(WD_SECTION.NEW_PAGE)
            _tiny(self.docx.paragraphs[-1])
        else:
            section = None
        if section is not None:
            self._page_setup(section, part)
        self._pending = [f"p{index}"]
        for j, block in enumerate(part.blocks):
            if isinstance(block, Heading):
                self._pending.append(f"h{index}x{j}")
            self._block(block, index)
        last = self.docx.paragraphs[-1]
        ends = part.blocks[-1] if part.blocks else None
        if isinstance(ends, Table | PlanTable):
            last = self.docx.tables[-1].rows[-1].cells[-1].paragraphs[-1]
        elif isinstance(ends, Contents):
            # A bookmark behind a field at a paragraph's end is lost on conversion.
            last = _tiny(self.docx.add_paragraph())
        self._mark(last, f"e{index}", at_end=True)

    def _page_setup(self, section, part: Part) -> None:
        wide, high = (LONG, SHORT) if part.landscape else (SHORT, LONG)
        section.orientation = WD_ORIENT.LANDSCAPE if part.landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Cm(wide), Cm(high)
        for side in ("left_margin", "right_margin"):
            setattr(section, side, Cm(self.look.margin if not part.landscape else 1.6))
        section.top_margin = section.bottom_margin = Cm(2.2)
        section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
        header = part.header if part.header is not None else self.look.header
        footer = part.footer if part.footer is not None else self.look.footer
        self._furniture(section.header.paragraphs[0], header if part.furniture else "", "")
        number = self.look.page_number if part.furniture else ""
        self._furniture(section.footer.paragraphs[0], footer if part.furniture else "", number)

    def _furniture(self, paragraph: Paragraph, words: str, number: str) -> None:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if words:
            paragraph.add_run(words + ("    " if number else "")).font.size = Pt(8.5)
        for piece in re.split(r"(\{pages?\})", number):
            if piece in ("{page}", "{pages}"):
                self._field(paragraph, "PAGE" if piece == "{page}" else "NUMPAGES", 8.5)
            elif piece:
                paragraph.add_run(piece).font.size = Pt(8.5)

    def _field(self, paragraph: Paragraph, code: str, size: float | None = None) -> None:
        for kind, text in (("begin", ""), ("", code), ("separate", ""), ("text", "1"), ("end", "")):
            run = paragraph.add_run()
            if size:
                run.font.size = Pt(size)
            if kind in ("begin", "separate", "end"):
                mark = OxmlElement("w:fldChar")
                mark.set(qn("w:fldCharType"), kind)
                run._r.append(mark)
            elif kind == "":
                instruction = OxmlElement("w:instrText")
                instruction.set(qn("xml:space"), "preserve")
                instruction.text = f" {text} "
                run._r.append(instruction)
            else:
                run.text = text

    def _mark(self, paragraph: Paragraph, name: str, *, at_end: bool = False) -> None:
        self.bookmarks += 1
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for mark in (start, end):
            mark.set(qn("w:id"), str(self.bookmarks))
        start.set(qn("w:name"), f"_Ref{name}")
        if at_end:
            paragraph._p.append(start)
            paragraph._p.append(end)
        else:
            first = paragraph._p.find(qn("w:r"))
            place = list(paragraph._p).index(first) if first is not None else len(paragraph._p)
            paragraph._p.insert(place, start)
            paragraph._p.append(end)

    def _settle(self, paragraph: Paragraph) -> None:
        for name in self._pending:
            self._mark(paragraph, name)
        self._pending = []

    def _block(self, block, part_index: int) -> None:
        if isinstance(block, Heading):
            self._settle(self._heading(block))
        elif isinstance(block, Para):
            self._settle(self._paragraph(block))
        elif isinstance(block, Items):
            for words, mark, depth in listed_items(block):
                self._settle(self._item(words, mark, depth))
        elif isinstance(block, Contents):
            self._contents(block)
        elif isinstance(block, Break):
            self.docx.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        elif isinstance(block, PlanTable):
            self._plan(block, self.document.parts[part_index].landscape)
        else:
            self.tables.plain(block, SHORT - 2 * self.look.margin)
            self._after_table()

    def _heading(self, block: Heading) -> Paragraph:
        words = f"{block.number}\t{block.text}" if block.number else block.text
        if self.look.plain_headings:
            paragraph = self.docx.add_paragraph()
            run = paragraph.add_run(words)
            run.bold = True
            run.font.size = Pt(self.look.heading_sizes[min(block.level, 3) - 1])
            paragraph.paragraph_format.keep_with_next = True
        else:
            paragraph = self.docx.add_paragraph(words, style=f"Heading {min(block.level, 3)}")
        if block.number:
            paragraph.paragraph_format.left_indent = Cm(1.2)
            paragraph.paragraph_format.first_line_indent = Cm(-1.2)
            paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(1.2))
        return paragraph

    def _paragraph(self, block: Para) -> Paragraph:
        paragraph = self.docx.add_paragraph()
        form, look = paragraph.paragraph_format, self.look
        if block.number:
            form.left_indent, form.first_line_indent = Cm(1.2), Cm(-1.2)
            form.tab_stops.add_tab_stop(Cm(1.2))
            paragraph.add_run(f"{block.number}\t")
        run = paragraph.add_run(block.text)
        if block.look in ("title", "subtitle", "centre"):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            if block.look != "centre":
                run.bold = True
                run.font.size = Pt(look.heading_sizes[0] + (8 if block.look == "title" else 1))
                run.font.color.rgb = RGBColor.from_string(look.colour)
                form.space_before = Pt(30 if block.look == "title" else 12)
        elif block.look == "quote":
            form.left_indent = form.right_indent = Cm(1.6)
            run.italic = True
        elif block.look == "bold":
            run.bold = True
            form.keep_with_next = True
        elif block.look == "address":
            form.space_after = Pt(0)
        elif block.look in ("small", "note"):
            run.font.size = Pt(look.size - 1.5)
            run.italic = block.look == "note"
        elif look.justify:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        return paragraph

    def _item(self, words: str, mark: str, depth: int) -> Paragraph:
        paragraph = self.docx.add_paragraph(f"{mark}\t{words}")
        form = paragraph.paragraph_format
        form.left_indent, form.first_line_indent = Cm(2.0 + depth * 0.8), Cm(-0.8)
        form.tab_stops.add_tab_stop(Cm(2.0 + depth * 0.8))
        form.space_after = Pt(self.look.size * 0.35)
        return paragraph

    def _contents(self, block: Contents) -> None:
        for heading, anchor in contents_lines(self.document, block):
            paragraph = self.docx.add_paragraph()
            form = paragraph.paragraph_format
            form.space_after, form.line_spacing = Pt(2), 1.0
            form.left_indent = Cm(0.8 * (heading.level - 1))
            width = SHORT - 2 * self.look.margin
            if heading.number:
                form.tab_stops.add_tab_stop(Cm(0.8 * (heading.level - 1) + 1.2))
                paragraph.add_run(f"{heading.number}\t")
            form.tab_stops.add_tab_stop(Cm(width), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
            paragraph.add_run(f"{heading.text}\t")
            self._field(paragraph, f"PAGEREF _Ref{anchor} \\h")
            self._settle(paragraph)

    def _plan(self, block: PlanTable, landscape: bool) -> None:
        self.tables.plan(block, (LONG - 3.2) if landscape else SHORT - 2 * self.look.margin)
        self._after_table()

    def _after_table(self) -> None:
        paragraph = _tiny(self.docx.add_paragraph())
        paragraph.paragraph_format.space_after = Pt(8)
        if self._pending:
            self._settle(paragraph)


def _tiny(paragraph: Paragraph) -> Paragraph:
    """A paragraph that Word needs and that must not open a page of its own."""
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing = Pt(1)
    return paragraph
