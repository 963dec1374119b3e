"""Lines cut into pieces that stand side by side, and the header of a table that no rules divide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from dhrcheck.document.model import FlowLine
from dhrcheck.document.plan_columns import is_known_header, match_header
from dhrcheck.document.plan_labels import place_of_line
from dhrcheck.document.plan_layout import Column, Layout, guessed
from dhrcheck.document.plan_mend import pieces, usual_width
from dhrcheck.document.plan_score import header_points
from dhrcheck.document.vocabulary import Vocabulary
from dhrcheck.outcome import Box

NEAR = 8.0
"""Points within which two left edges are one column's."""


def strips_of(lines: Sequence[FlowLine]) -> list[list[FlowLine]]:
    """The pieces of lines that stand side by side, from the top of the first page down."""
    cut = [piece for line in lines for piece in pieces(line)]
    cut.sort(key=lambda p: (p.file, p.page, (p.box.y0 + p.box.y1) / 2, p.box.x0))
    strips: list[list[FlowLine]] = []
    for piece in cut:
        last = strips[-1][0] if strips else None
        middle = (piece.box.y0 + piece.box.y1) / 2
        if (
            last is not None
            and last.page == piece.page
            and abs((last.box.y0 + last.box.y1) / 2 - middle) <= 0.45 * max(piece.size, 4)
        ):
            strips[-1].append(piece)
        else:
            strips.append([piece])
    for strip in strips:
        strip.sort(key=lambda p: p.box.x0)
    return strips


def aligned_header(
    strips: Sequence[Sequence[FlowLine]], at: int, vocabulary: Vocabulary
) -> tuple[Layout, int] | None:
    """The layout of a header that begins in strip ``at`` and takes one to three strips."""
    best: tuple[tuple[int, int], int, list[list[FlowLine]]] | None = None
    for depth in (1, 2, 3):
        taken = strips[at : at + depth]
        if len(taken) < depth or not _close(taken):
            break
        stacks = _stacks(taken)
        texts = [" ".join(p.text for p in stack) for stack in stacks]
        points = header_points(texts, vocabulary) if len(texts) >= 3 else 0
        score = (points, sum(is_known_header(t, vocabulary) for t in texts))
        if points and (best is None or score > best[0]):
            best = (score, depth, stacks)
    if best is None:
        return None
    stacks = best[2]
    starts = [min(p.box.x0 for p in stack) for stack in stacks]
    right = max(p.box.x1 for strip in strips for p in strip)
    columns = []
    for i, stack in enumerate(stacks):
        text = " ".join(p.text for p in stack)
        found = match_header(text, vocabulary)
        end = starts[i + 1] if i + 1 < len(starts) else max(right, starts[i] + 20)
        columns.append(
            Column(
                text,
                found.columns if found else (None,),
                starts[i],
                end,
                place_of_line(stack[0], text),
            )
        )
    top = stacks[0][0].box
    return Layout(tuple(guessed(columns)), Box(starts[0], top.y0, columns[-1].x1, top.y1)), best[1]


def _close(strips: Sequence[Sequence[FlowLine]]) -> bool:
    """True where each strip follows the one above like the next line of one text."""
    return all(
        below[0].page == above[0].page
        and abs(below[0].size - above[0].size) < 1.0
        and below[0].box.y0 - above[0].box.y1 < above[0].size
        for above, below in pairwise(strips)
    )


def _stacks(strips: Sequence[Sequence[FlowLine]]) -> list[list[FlowLine]]:
    """Pieces that stand under one another, from left to right."""
    stacks: list[list[FlowLine]] = []
    for strip in strips:
        for piece in strip:
            for stack in stacks:
                middle = (piece.box.x0 + piece.box.x1) / 2
                over = (
                    min(p.box.x0 for p in stack) - 2 <= middle <= max(p.box.x1 for p in stack) + 2
                )
                if abs(stack[0].box.x0 - piece.box.x0) <= NEAR or over:
                    stack.append(piece)
                    break
            else:
                stacks.append([piece])
    return sorted(stacks, key=lambda stack: min(p.box.x0 for p in stack))


def cut_at_columns(
    strips: Sequence[Sequence[FlowLine]], layout: Layout
) -> tuple[list[list[FlowLine]], int]:
    """The strips with pieces cut where they run over the start of a column between two words.

    Where a word starts is told by the common widths of letters, set against the pieces that stand
    alone in a column; a piece whose words do not start at the column's edge stays whole. The number
    says how many cuts are only likely: those of pieces that run over several columns.
    """
    alone = [p for strip in strips for p in strip if not _crossed(p, layout) and len(p.text) > 12]
    ratios = [(p.box.x1 - p.box.x0) / usual_width(p.text, p.size) for p in alone]
    scale = median(ratios) if ratios else 1.0
    guesses = sum(len(_crossed(p, layout)) > 1 for strip in strips for p in strip)
    return [[q for p in strip for q in _cut(p, layout, scale)] for strip in strips], guesses


def _crossed(piece: FlowLine, layout: Layout) -> list[float]:
    """The column starts inside a piece."""
    return [
        c.x0 for c in layout.columns[1:] if piece.box.x0 < c.x0 - NEAR and piece.box.x1 > c.x0 + 4
    ]


def _cut(piece: FlowLine, layout: Layout, scale: float) -> list[FlowLine]:
    """The piece cut at the last column start that it crosses, then the rest of it likewise.

    Its right end is known, so the words after the last gap are measured from there.
    """
    edges = _crossed(piece, layout)
    if not edges:
        return [piece]
    edge = edges[-1]
    offs = []
    for at, letter in enumerate(piece.text):
        if letter == " ":
            start = piece.box.x1 - usual_width(piece.text[at + 1 :], piece.size) * scale
            offs.append((abs(start - edge), at + 1))
    if not offs or min(offs)[0] > 0.9 * piece.size:
        return [piece]
    at = min(offs)[1]
    text = piece.text[:at].rstrip()
    end = min(edge - 2, piece.box.x0 + usual_width(text, piece.size) * scale)
    if len(edges) > 1:
        # What lies before stands in two columns at least; its own gap is not known yet.
        end = max(end, edges[-2] + usual_width(text.split()[-1], piece.size) * scale)
    left = replace(
        piece, text=text, box=Box(piece.box.x0, piece.box.y0, end, piece.box.y1), hyphen=False
    )
    right = replace(
        piece, text=piece.text[at:], box=Box(edge, piece.box.y0, piece.box.x1, piece.box.y1)
    )
    return [*_cut(left, layout, scale), right]
