"""A letter's lines as blocks: paragraphs, titles and list items, joined over lines and pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from dhrcheck.document.letter_marks import fold
from dhrcheck.document.model import FlowLine, Place
from dhrcheck.document.passage import Passage, passage_of
from dhrcheck.document.vocabulary import LetterWords
from dhrcheck.outcome import ReadAs
from dhrcheck.patterns import compiled

_BULLET = compiled(r"(?:[•·*‣∙>]|o(?=\s)|-{1,2}(?=\s|\p{Lu}|$)|[\ue000-\uf8ff])\s*")
_NUMBER = compiled(
    r"(?:\(?\d{1,2}[.)]|\d{1,2}\.\d{1,2}\.?|\(?[a-zA-Z][.)]|\(?[ivx]{1,5}[.)])\s+(?=\S)|\d{1,2}\s+(?=\p{Lu}\p{Ll})"
)
_SCANNED_BULLET = compiled(r"""(?:[¢°©®»«+~e"'_=¬.,:;]|-|[eo0]{1,2})(?:\s*-)?\s+(?=\p{Lu}|["'])""")
_INITIAL = compiled(r"[A-Z]\.\s+\p{Lu}")
_ENDS = (".", ";", ":", "!", "?")
_SHORT_TITLE = 80


class BlockKind(str, Enum):
    """What a block of a letter is."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    TITLE = "title"
    LIST_TITLE = "list-title"


@dataclass(frozen=True)
class Block:
    """Adjacent lines that belong together. ``marker`` is an item's bullet or number, ``left`` its
    left edge in points."""

    kind: BlockKind
    lines: tuple[FlowLine, ...]
    marker: str
    left: float

    @cached_property
    def passage(self) -> Passage:
        return passage_of(self.lines)

    @cached_property
    def text(self) -> str:
        """The words without the marker, on one line."""
        return self.passage.text[len(self.marker) :].replace("\n", " ").strip()

    @cached_property
    def folded(self) -> str:
        """The words for comparing past scanning slips."""
        return fold(self.text)

    @property
    def place(self) -> Place:
        start = len(self.passage.text) - len(self.passage.text[len(self.marker) :].lstrip())
        return self.passage.place(start, len(self.passage.text))

    @property
    def is_item(self) -> bool:
        return self.kind is BlockKind.ITEM


def split_blocks(lines: Sequence[FlowLine], words: LetterWords) -> list[Block]:
    """The blocks of ``lines`` in order. A line break inside a block is none of its own."""
    titles = frozenset(fold(title) for title in words.list_titles)
    stops = tuple(fold(w) for w in (*words.closings, *words.sign_offs) if len(fold(w)) > 5)
    blocks: list[list[FlowLine]] = []
    number = 0
    for line in lines:
        marker = _marker(line, number)
        if marker[:-1].strip(" .()").isdigit():
            number = int(marker.strip(" .()"))
        if not blocks or _opens(blocks[-1], line, marker, titles, stops):
            blocks.append([line])
        else:
            blocks[-1].append(line)
    return _joined([_block(block, titles) for block in blocks])


def _marker(line: FlowLine, number: int) -> str:
    """The bullet or number with which a line begins, as printed; empty where there is none."""
    text = line.text
    found = _BULLET.match(text)
    if found is not None:
        return found.group()
    found = _NUMBER.match(text)
    if found is not None and _INITIAL.match(text) is None:
        digits = found.group().strip(" .()")
        bare = found.group().strip() == digits
        if not digits.isdigit() or not bare or int(digits) == number + 1:
            return found.group()
    if line.read is ReadAs.OCR:
        found = _SCANNED_BULLET.match(text)
        if found is not None:
            return found.group()
    return ""


def _opens(
    block: list[FlowLine],
    line: FlowLine,
    marker: str,
    titles: frozenset[str],
    stops: tuple[str, ...],
) -> bool:
    """Whether ``line`` begins a new block after ``block``."""
    last = block[-1]
    folded = fold(line.text)
    if folded in titles or fold(last.text) in titles:
        return True
    if marker and (line.paragraph or last.text.endswith(_ENDS) or line.read is ReadAs.OCR):
        return True
    if folded.startswith(stops) and (
        last.text.endswith(_ENDS) or _is_sure(line.text, folded, stops)
    ):
        return True
    if line.bold != last.bold and all(ln.bold == last.bold for ln in block):
        # A bold topic above its points, or below the points before it; bold words within are none.
        return line.text[:1].isupper() and (last.bold or last.text.endswith(_ENDS))
    if len(block) == 1 and _marker(last, 0).strip() == last.text.strip():
        # A bullet that stands on a line of its own belongs to the words after it.
        return False
    return line.paragraph or line.cell != last.cell


def _is_sure(text: str, folded: str, stops: tuple[str, ...]) -> bool:
    """True where a long stock phrase opens a line with a capital: no sentence breaks just there."""
    return text[:1].isupper() and folded.startswith(tuple(s for s in stops if len(s) >= 12))


def _block(lines: list[FlowLine], titles: frozenset[str]) -> Block:
    head = lines[0]
    marker = _marker(head, -2)
    left = head.box.x0
    text = " ".join(ln.text for ln in lines)
    if fold(text[len(marker) :]) in titles:
        return Block(BlockKind.LIST_TITLE, tuple(lines), marker, left)
    if marker:
        return Block(BlockKind.ITEM, tuple(lines), marker, left)
    short = len(text) <= _SHORT_TITLE and not text.endswith((".", ";", ","))
    if short and (all(ln.bold for ln in lines) or text.endswith(":")):
        return Block(BlockKind.TITLE, tuple(lines), "", left)
    return Block(BlockKind.PARAGRAPH, tuple(lines), "", left)


def _joined(blocks: list[Block]) -> list[Block]:
    """The blocks with those put together that only a page or line break had parted."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if last is not None and block.kind is BlockKind.PARAGRAPH and _goes_on(last, block):
            joined[-1] = Block(last.kind, (*last.lines, *block.lines), last.marker, last.left)
        else:
            joined.append(block)
    return joined


def _goes_on(last: Block, block: Block) -> bool:
    if last.kind not in (BlockKind.ITEM, BlockKind.PARAGRAPH):
        return False
    begins_low = block.text[:1].islower()
    if last.text.endswith(_ENDS):
        return begins_low and last.text.endswith((";", ",")) and last.is_item
    turned = last.lines[-1].page != block.lines[0].page
    return begins_low or (turned and (last.is_item or len(last.text) > _SHORT_TITLE))
