"""Chromium: a web page with print rules, printed without a window.

Chromium keeps a named destination for every target of an internal link. A first print, with links to
all anchors laid over the first page, tells their pages; the second, without those links and with the
page numbers of the contents filled in, is the file.
"""

from __future__ import annotations

import subprocess
import tempfile
from html import escape
from pathlib import Path

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
    anchors,
)
from tests.reviews.producers import Pages
from tests.reviews.producers.layout import (
    contents_lines,
    listed_items,
    merged_runs,
    plan_grid,
)


def produce(document: Document, target: Path) -> Pages:
    """Writes the PDF to ``target`` and answers with the page of every anchor."""
    from tests.reviews.producers.libreoffice import destinations

    names = [name for name, _, _ in anchors(document)]
    with tempfile.TemporaryDirectory(prefix="cr-") as scratch:
        first = Path(scratch) / "first.pdf"
        _print(_page(document, {}, names), first, document.look)
        pages = destinations(first)
        _print(_page(document, pages, []), target, document.look)
    return pages


def _print(page: str, target: Path, look: Look) -> None:
    """Prints a web page; ``chromium`` gets a profile of its own."""
    with tempfile.TemporaryDirectory(prefix="cr-") as scratch:
        source = Path(scratch) / "page.html"
        source.write_text(page, encoding="utf-8")
        command = [
            "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            f"--user-data-dir={scratch}/profile",
            "--no-pdf-header-footer",
            f"--print-to-pdf={target}",
        ]
        if not look.tagged:
            command.append("--disable-pdf-tagging")
        if look.outline:
            command.append("--generate-pdf-document-outline")
        command.append(source.as_uri())
        subprocess.run(command, check=True, capture_output=True, timeout=300)


def _page(document: Document, pages: Pages, links: list[str]) -> str:
    body = "".join(_part(document, i, part, pages) for i, part in enumerate(document.parts))
    over = "".join(f'<a href="#{n}">.</a>' for n in links)
    over = f'<div style="position:absolute;top:0;left:0;font-size:1px">{over}</div>' if over else ""
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8">'
        f"<title>{escape(document.title)}</title><style>{_rules(document)}</style></head>"
        f"<body>{over}{body}</body></html>"
    )


def _rules(document: Document) -> str:
    look = document.look
    sizes = look.heading_sizes
    dark = int(look.table_head[:2], 16) < 128
    rules = [
        f"body{{font-family:'{look.font}';font-size:{look.size}pt;line-height:{look.spacing};"
        f"margin:0;{'text-align:justify;' if look.justify else ''}}}",
        f"h1,h2,h3,.title,.subtitle{{color:#{look.colour};break-after:avoid;text-align:left}}",
        f"h1{{font-size:{sizes[0]}pt}}h2{{font-size:{sizes[1]}pt}}h3{{font-size:{sizes[2]}pt}}",
        f".title{{font-size:{sizes[0] + 8}pt;font-weight:bold;text-align:center;margin-top:90px}}",
        f".subtitle{{font-size:{sizes[0]}pt;font-weight:bold;text-align:center}}",
        ".centre{text-align:center}.quote{margin:0 1.5cm;font-style:italic}.bold{font-weight:bold}",
        ".address{margin:0}.small{font-size:85%}.note{font-size:85%;font-style:italic}",
        ".numbered{display:flex}.numbered>span:first-child{flex:0 0 1.3cm}",
        "table{border-collapse:collapse;width:100%;table-layout:fixed;margin:8pt 0;text-align:left}",
        "td,th{border:0.7pt solid #444;padding:3pt;vertical-align:top;font-size:90%;"
        "overflow-wrap:break-word}",
        ".plan td,.plan th{font-size:8.5pt;line-height:1.15}.bare td,.bare th{border:none}",
        f"th{{background:#{look.table_head};color:{'#fff' if dark else '#000'};text-align:left}}",
        ".once thead{display:table-row-group}tr{break-inside:auto}td.group{font-weight:bold}",
        ".items{margin:0 0 6pt 0}.items div{display:flex;margin-left:1cm}.items div.deep{margin-left:2cm}"
        ".items span:first-child{flex:0 0 0.8cm}",
        ".line{display:flex}.line .dots{flex:1;overflow:hidden;white-space:nowrap;text-align:right}",
        "a{color:inherit;text-decoration:none}",
        ".break{break-after:page}section.new{break-before:page}",
    ]
    for i, part in enumerate(document.parts):
        rules.append(_page_rule(i, part, look))
        rules.append(f"section.s{i}{{page:p{_opened_by(document, i)}}}")
    return "".join(rules)


def _opened_by(document: Document, index: int) -> int:
    """The part whose pages part ``index`` goes on with; another page rule would force a break."""
    while index and not document.parts[index].new_page:
        index -= 1
    return index


def _page_rule(index: int, part: Part, look: Look) -> str:
    shape = "A4 landscape" if part.landscape else "A4"
    margin = 1.6 if part.landscape else look.margin
    boxes = ""
    if part.furniture:
        header = part.header if part.header is not None else look.header
        footer = part.footer if part.footer is not None else look.footer
        number = look.page_number.replace("{pages}", '" counter(pages) "')
        number = '"' + number.replace("{page}", '" counter(page) "') + '"' if number else '""'
        foot = f'"{footer}{"    " if footer and look.page_number else ""}" {number}'
        style = f"font-family:'{look.font}';font-size:8.5pt;"
        boxes = f'@top-center{{content:"{header}";{style}}}@bottom-center{{content:{foot};{style}}}'
    return f"@page p{index}{{size:{shape};margin:2.2cm {margin}cm;{boxes}}}"


def _part(document: Document, index: int, part: Part, pages: Pages) -> str:
    made = [f'<span id="p{index}"></span>']
    for j, block in enumerate(part.blocks):
        made.append(_block(document, block, f"h{index}x{j}", pages))
    made.append(f'<span id="e{index}"></span>')
    new = " new" if index and part.new_page else ""
    return f'<section class="s{index}{new}">{"".join(made)}</section>'


def _block(document: Document, block, anchor: str, pages: Pages) -> str:
    if isinstance(block, Heading):
        level = min(block.level, 3)
        words = escape(block.words)
        if document.look.plain_headings:
            size = document.look.heading_sizes[level - 1]
            return f'<p id="{anchor}" style="font-weight:bold;font-size:{size}pt">{words}</p>'
        return f'<h{level} id="{anchor}">{words}</h{level}>'
    if isinstance(block, Para):
        words = escape(block.text).replace("  ", "&nbsp; ")
        if block.number:
            return f'<p class="numbered"><span>{block.number}</span><span>{words}</span></p>'
        return f'<p class="{block.look}">{words if words.strip() else "&nbsp;"}</p>'
    if isinstance(block, Items):
        rows = "".join(
            f'<div class="{"deep" if depth else ""}"><span>{mark}</span>'
            f"<span>{escape(words)}</span></div>"
            for words, mark, depth in listed_items(block)
        )
        return f'<div class="items">{rows}</div>'
    if isinstance(block, Contents):
        return _contents(document, block, pages)
    if isinstance(block, Break):
        return '<div class="break"></div>'
    if isinstance(block, PlanTable):
        return _plan(block)
    assert isinstance(block, Table)
    head = "".join(f"<th>{escape(h)}</th>" for h in block.header)
    body = "".join(f"<tr>{_cells(row)}</tr>" for row in block.rows)
    return f"<table>{_columns(block.widths)}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _columns(widths: tuple[int, ...]) -> str:
    total = sum(widths)
    cols = "".join(f'<col style="width:{100 * w / total:.2f}%">' for w in widths)
    return f"<colgroup>{cols}</colgroup>"


def _cells(row) -> str:
    return "".join(f"<td>{escape(words).replace(chr(10), '<br>')}</td>" for words in row)


def _contents(document: Document, block: Contents, pages: Pages) -> str:
    lines = []
    for heading, anchor in contents_lines(document, block):
        number = pages.get(anchor, 0) or "00"
        indent = (heading.level - 1) * 0.8
        lines.append(
            f'<div class="line" style="margin-left:{indent}cm"><a href="#{anchor}">'
            f'{escape(heading.words)}</a><span class="dots">{". " * 2}{"." * 150}</span>'
            f"<span>&nbsp;{number}</span></div>"
        )
    return "".join(lines)


def _plan(block: PlanTable) -> str:
    head, body = plan_grid(block)
    kinds = "plan" + ("" if block.repeat else " once") + ("" if block.ruled else " bare")
    rows = []
    if len(head) == 2:
        rows.append(_spanned(head))
        lower = [h for above, h in zip(head[0], head[1], strict=True) if above]
        rows.append("<tr>" + "".join(f"<th>{escape(h)}</th>" for h in lower) + "</tr>")
    else:
        rows.append("<tr>" + "".join(f"<th>{escape(h)}</th>" for h in head[0]) + "</tr>")
    cells = "".join(
        f'<tr><td class="group" colspan="{len(block.columns)}">{escape(row[0])}</td></tr>'
        if len(row) == 1
        else f"<tr>{_merged_cells(row, at, merged_runs(block))}</tr>"
        for at, row in enumerate(body)
    )
    columns = _columns(tuple(c.width for c in block.columns))
    return (
        f'<table class="{kinds}">{columns}<thead>{"".join(rows)}</thead>'
        f"<tbody>{cells}</tbody></table>"
    )


def _merged_cells(row: list[str], at: int, runs: list[tuple[int, int, int]]) -> str:
    """A plan's row whose cells may go on over the rows below it."""
    over = {column: rows for first, column, rows in runs if first == at}
    gone = {column for first, column, rows in runs if first < at < first + rows}
    made = ""
    for column, words in enumerate(row):
        if column not in gone:
            span = f' rowspan="{over[column]}"' if column in over else ""
            made += f"<td{span}>{escape(words).replace(chr(10), '<br>')}</td>"
    return made


def _spanned(head: list[list[str]]) -> str:
    made, i, above = [], 0, head[0]
    while i < len(above):
        j = i
        while above[i] and j + 1 < len(above) and above[j + 1] == above[i]:
            j += 1
        if above[i]:
            made.append(f'<th colspan="{j - i + 1}">{escape(above[i])}</th>')
        else:
            made.append(f'<th rowspan="2">{escape(head[1][i])}</th>')
        i = j + 1
    return "<tr>" + "".join(made) + "</tr>"
