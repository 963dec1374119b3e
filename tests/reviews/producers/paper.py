"""ReportLab: pages set by a program, without tags; every anchor tells its page while it is drawn."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor, black, white
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
)
from reportlab.platypus import Table as Grid

from tests.reviews.content import (
    Break,
    Contents,
    Document,
    Heading,
    Items,
    Look,
    Para,
    Part,
    PlanTable,
    Table,
)
from tests.reviews.producers import Pages
from tests.reviews.producers.fonts import fonts
from tests.reviews.producers.layout import contents_lines, listed_items, merged_runs, plan_grid


def produce(document: Document, target: Path) -> Pages:
    """Writes the PDF to ``target`` twice, the second time with the contents' page numbers."""
    pages = _set(document, target, {})
    return _set(document, target, pages)


def _set(document: Document, target: Path, known: Pages) -> Pages:
    setter = _Setter(document, known)
    template = BaseDocTemplate(
        str(target),
        title=document.title,
        author=document.author,
        lang="en-GB",
        pagesize=A4,
        invariant=1,
    )
    template.addPageTemplates(
        [_page(i, part, document.look, known) for i, part in enumerate(document.parts)]
    )
    template.build(setter.story(), canvasmaker=_canvas(document.look))
    return setter.pages


def _canvas(look: Look):
    """A canvas that also writes an outline where the look asks for one."""

    class Plain(Canvas):
        def __init__(self, *args, **options):
            super().__init__(*args, **options)
            if look.outline:
                self.showOutline()

    return Plain


def _page(index: int, part: Part, look: Look, known: Pages) -> PageTemplate:
    size = landscape(A4) if part.landscape else A4
    side = (1.6 if part.landscape else look.margin) * cm
    frame = Frame(side, 2 * cm, size[0] - 2 * side, size[1] - 4 * cm, 0, 0, 0, 0)
    total = max(known.values(), default=1)

    def furniture(canvas, template) -> None:
        if not part.furniture:
            return
        canvas.setFont(fonts(look.font)[0], 8.5)
        header = part.header if part.header is not None else look.header
        footer = part.footer if part.footer is not None else look.footer
        number = look.page_number.format(page=canvas.getPageNumber(), pages=total)
        canvas.drawCentredString(size[0] / 2, size[1] - 1.2 * cm, header)
        canvas.drawCentredString(size[0] / 2, 1.1 * cm, f"{footer}   {number}".strip())

    return PageTemplate(f"part{index}", [frame], onPage=furniture, pagesize=size)


class _Mark(Flowable):
    """Takes no room; tells the page on which it stands."""

    def __init__(self, name: str, pages: Pages, title: str = "") -> None:
        super().__init__()
        self.name, self.pages, self.title = name, pages, title
        self.width = self.height = 0

    def wrap(self, *room) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        self.pages.setdefault(self.name, self.canv.getPageNumber())
        if self.title:
            self.canv.bookmarkPage(self.name)
            self.canv.addOutlineEntry(self.title, self.name, 0)


class _Marked(Paragraph):
    """A heading that tells its page for its anchors when it is drawn, wherever it was moved to."""

    marks: tuple[_Mark, ...] = ()

    def draw(self) -> None:
        for mark in self.marks:
            mark.canv = self.canv
            mark.draw()
        super().draw()


class _Setter:
    """Turns a document into ReportLab's flowables."""

    def __init__(self, document: Document, known: Pages) -> None:
        self.document, self.look, self.known = document, document.look, known
        self.pages: Pages = {}
        self.regular, self.bold, self.italic = fonts(self.look.font)

    def story(self) -> list:
        found: list = []
        for i, part in enumerate(self.document.parts):
            found.append(NextPageTemplate(f"part{i}"))
            if i and part.new_page:
                found.append(PageBreak())
            marks: list = [_Mark(f"p{i}", self.pages)]
            for j, block in enumerate(part.blocks):
                if isinstance(block, Heading):
                    title = block.words if self.look.outline and block.level == 1 else ""
                    marks.append(_Mark(f"h{i}x{j}", self.pages, title))
                made = self._block(block, part)
                found += self._kept(marks, made, block)
                marks = []
            found.append(_Mark(f"e{i}", self.pages))
        return found

    def _kept(self, marks: list, made: list, block) -> list:
        if marks and isinstance(block, Heading):
            made[0].marks = tuple(marks)
            return made
        return [*marks, *made]

    def _style(self, **changes) -> ParagraphStyle:
        look = self.look
        base = {
            "fontName": self.regular,
            "fontSize": look.size,
            "leading": look.size * look.spacing,
            "spaceAfter": look.size * 0.6,
            "bulletFontName": self.regular,
            "bulletFontSize": look.size,
            "alignment": TA_JUSTIFY if look.justify else 0,
        }
        return ParagraphStyle("body", **{**base, **changes})

    def _block(self, block, part: Part) -> list:
        if isinstance(block, Heading):
            return [self._heading(block)]
        if isinstance(block, Para):
            return [self._paragraph(block)]
        if isinstance(block, Items):
            return [self._item(*item) for item in listed_items(block)]
        if isinstance(block, Contents):
            return self._contents(block)
        if isinstance(block, Break):
            return [PageBreak()]
        if isinstance(block, PlanTable):
            return [self._plan(block, part), Spacer(1, 6)]
        return [self._table(block), Spacer(1, 6)]

    def _heading(self, block: Heading) -> _Marked:
        size = self.look.heading_sizes[min(block.level, 3) - 1]
        style = self._style(
            fontName=self.bold,
            fontSize=size,
            leading=size * 1.25,
            textColor=HexColor(f"#{self.look.colour}"),
            spaceBefore=size * 0.9,
            spaceAfter=size * 0.5,
            keepWithNext=1,
            alignment=0,
        )
        return _Marked(escape(block.words), style)

    def _paragraph(self, block: Para) -> Paragraph:
        look = self.look
        changes: dict = {}
        if block.look in ("title", "subtitle", "centre"):
            size = {"title": look.heading_sizes[0] + 8, "subtitle": look.heading_sizes[0] + 1}
            changes = {"alignment": TA_CENTER, "fontSize": size.get(block.look, look.size)}
            changes["leading"] = changes["fontSize"] * 1.3
            if block.look != "centre":
                changes |= {"fontName": self.bold, "spaceBefore": 24}
        elif block.look == "quote":
            changes = {"leftIndent": 1.5 * cm, "rightIndent": 1.5 * cm, "fontName": self.italic}
        elif block.look == "bold":
            changes = {"fontName": self.bold, "keepWithNext": 1}
        elif block.look == "address":
            changes = {"spaceAfter": 0}
        elif block.look in ("small", "note"):
            changes = {"fontSize": look.size - 1.5}
        if block.number:
            changes |= {"leftIndent": 1.2 * cm, "bulletIndent": 0}
            return Paragraph(escape(block.text), self._style(**changes), bulletText=block.number)
        return Paragraph(escape(block.text) or "&nbsp;", self._style(**changes))

    def _item(self, words: str, mark: str, depth: int) -> Paragraph:
        left = (1.8 + depth * 0.8) * cm
        style = self._style(
            leftIndent=left,
            bulletIndent=left - 0.7 * cm,
            spaceAfter=3,
        )
        return Paragraph(escape(words), style, bulletText=mark)

    def _contents(self, block: Contents) -> list:
        rows, indents = [], []
        style = self._style(spaceAfter=0, leading=self.look.size * 1.2, alignment=0)
        for heading, anchor in contents_lines(self.document, block):
            rows.append(
                (
                    Paragraph(escape(heading.words), style),
                    "." * 18,
                    str(self.known.get(anchor, 0)),
                )
            )
            indents.append(heading.level)
        grid = Grid(rows, colWidths=[11.5 * cm, 3 * cm, 1.4 * cm])
        commands = [
            ("FONT", (0, 0), (-1, -1), self.regular, self.look.size - 1),
            ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
            ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
            ("TOPPADDING", (0, 0), (-1, -1), 1),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
        ]
        commands += [
            ("LEFTPADDING", (0, i), (0, i), 0.7 * cm * (level - 1))
            for i, level in enumerate(indents)
        ]
        grid.setStyle(commands)
        return [grid]

    def _cell(self, words: str, size: float, *, head: bool = False, bold: bool = False):
        dark = int(self.look.table_head[:2], 16) < 128
        style = self._style(
            fontName=self.bold if head or bold else self.regular,
            fontSize=size,
            leading=size * 1.15,
            spaceAfter=0,
            alignment=0,
            textColor=white if head and dark else black,
        )
        return Paragraph(escape(words).replace("\n", "<br/>"), style)

    def _frame(self, part: Part) -> float:
        if part.landscape:
            return landscape(A4)[0] - 3.2 * cm
        return A4[0] - 2 * self.look.margin * cm

    def _table(self, block: Table) -> Grid:
        rows = [[self._cell(h, self.look.size - 1, head=True) for h in block.header]]
        rows += [[self._cell(c, self.look.size - 1) for c in row] for row in block.rows]
        width = A4[0] - 2 * self.look.margin * cm
        total = sum(block.widths)
        grid = Grid(rows, [width * w / total for w in block.widths], repeatRows=1)
        grid.setStyle(self._rules(1))
        return grid

    def _rules(self, heads: int, ruled: bool = True) -> list:
        found = [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("BACKGROUND", (0, 0), (-1, heads - 1), HexColor(f"#{self.look.table_head}")),
        ]
        if ruled:
            found.append(("GRID", (0, 0), (-1, -1), 0.6, black))
        return found

    def _plan(self, block: PlanTable, part: Part) -> Grid:
        head, body = plan_grid(block)
        rows = [[self._cell(h, 8.5, head=True) for h in line] for line in head]
        commands = self._rules(len(head), block.ruled)
        if len(head) == 2:
            commands += self._spans(head, rows)
        for row in body:
            if len(row) == 1:
                at = len(rows)
                commands.append(("SPAN", (0, at), (-1, at)))
                rows.append([self._cell(row[0], 9, bold=True)] + [""] * (len(block.columns) - 1))
            else:
                rows.append([self._cell(c, 8.5) for c in row])
        for first, column, over in merged_runs(block):
            at = len(head) + first
            commands.append(("SPAN", (column, at), (column, at + over - 1)))
            for below in range(at + 1, at + over):
                rows[below][column] = ""
        width = self._frame(part)
        total = sum(c.width for c in block.columns)
        repeat = len(head) if block.repeat else 0
        grid = Grid(rows, [width * c.width / total for c in block.columns], repeatRows=repeat)
        grid.setStyle(commands)
        return grid

    def _spans(self, head: list[list[str]], rows: list[list]) -> list:
        found, above, i = [], head[0], 0
        while i < len(above):
            j = i
            while above[i] and j + 1 < len(above) and above[j + 1] == above[i]:
                j += 1
            if above[i]:
                found.append(("SPAN", (i, 0), (j, 0)))
            else:
                found.append(("SPAN", (i, 0), (i, 1)))
                rows[0][i] = rows[1][i]
                rows[1][i] = ""
            i = j + 1
        return found
