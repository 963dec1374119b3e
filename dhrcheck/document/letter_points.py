"""What the Panel asks for in its letter, point by point.

The points follow a title ("Areas for final development") or the sentence on which the letter turns
from praise; the instructions for publishing end them. They come as bullets, numbers, bullets under
topics, or plain paragraphs. A letter with praise only has none.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from dhrcheck.document.letter_blocks import Block, BlockKind
from dhrcheck.document.letter_marks import fold
from dhrcheck.document.model import LetterPoint
from dhrcheck.document.vocabulary import LetterWords
from dhrcheck.patterns import compiled

_TURNS = compiled(
    r"\b(?:however|nonetheless|nevertheless|but|although|there (?:were|was|are|is)|following|other)\b"
    r".*\b(?:aspects?|areas?|issues?|points?|matters?|changes|amendments|concerns?)\b"
    r"(?=.*\b(?:revis|further|consider|address|improv|develop|amend|benefit|clarif|strengthen|attention"
    r"|look|correct|wish to))",
    regex.IGNORECASE | regex.DOTALL,
)
_PRAISES = compiled(
    r"\b(?:particularly|especially) (?:commend|welcom|pleas|prais)|\bcommended the following"
    r"|\bgood practice\b.{0,60}:$|\bstrengths?\b.{0,60}:$|\b(?:positive|good) aspects\b",
    regex.IGNORECASE,
)
_CHANGES = compiled(r"\b(?:amend|chang|revis)\w+", regex.IGNORECASE)
_WARM = compiled(
    r"\b(?:commend|welcom|pleas|prais|strength(?!en)|strong|good|well\b|excellent|impress|positive|helpful|grateful"
    r"|thank|apprecia|not(?:ed|es) (?:that|with))\w*(?!.{0,60}\b(?:amend|chang|revis))",
    regex.IGNORECASE | regex.DOTALL,
)
_ASKS = compiled(
    r"\b(?:should|could|would|needs?|needed|must|may wish|might|missing|unclear|not clear|queried"
    r"|suggest\w*|recommend\w*|consider\w*|clarif\w*|please|request\w*|asked?|add(?:ed|ing)?|remove\w*"
    r"|lack\w*|absen(?:t|ce)|insufficient|however|more|further|benefit\w*|not|no|inaccura\w*|incorrect"
    r"|expected?|concern\w*|felt|noted|reference|explain\w*|review\w*|expand\w*|includ\w*)\b",
    regex.IGNORECASE,
)
_ASKS_PLAINLY = compiled(
    r"\b(?:should|could|would (?:be|have|benefit|like)|needs?|missing|unclear|not clear|suggest\w*"
    r"|recommend\w*|please|queried|clarif\w*|lack\w*|may wish|request\w*)\b",
    regex.IGNORECASE,
)
_SENDING = compiled(
    r"\b20 ?MB\b|\bweb ?link\b|\bdigital copy\b|\bthis letter\b|\bPDF\b|\bour letter\b",
    regex.IGNORECASE,
)
_TOPIC_LENGTH = 70


def find_points(blocks: Sequence[Block], words: LetterWords) -> tuple[LetterPoint, ...]:
    """The points among ``blocks`` (a letter's, from the meeting sentence to the sign-off)."""
    start, after_title = _start(blocks, words)
    if start is None:
        return ()
    inline = () if after_title else _inline(blocks[start - 1])
    closings = tuple(fold(w) for w in words.closings)
    region = list(blocks[start:])
    if any(b.is_item for b in region):
        listed = _listed(region, closings)
        if listed:
            return listed
    asks = _ASKS if after_title or blocks[start - 1].text.endswith(":") else _ASKS_PLAINLY
    return inline or _plain(region, closings, asks)


def _start(blocks: Sequence[Block], words: LetterWords) -> tuple[int | None, bool]:
    """The number of the first block after the title or the hinge, and whether it was a title."""
    for i, block in enumerate(blocks):
        if block.kind is BlockKind.LIST_TITLE:
            return i + 1, True
    hinges = tuple(fold(h) for h in words.hinges)
    for i, block in enumerate(blocks):
        if not block.is_item and any(h in block.folded for h in hinges):
            return i + 1, False
    for i, block in enumerate(blocks):
        if (
            not block.is_item
            and _TURNS.search(block.text)
            and not _PRAISES.search(block.text)
            and _leads_in(blocks, i)
        ):
            return i + 1, False
    closings = tuple(fold(w) for w in words.closings)
    for i, block in enumerate(blocks):
        # Where nothing plainer does: whatever opens a list, unless it praises or tells what to send.
        if (
            not block.is_item
            and (block.text.endswith((":", "-", "–")) or _is_short_title(block))
            and not _WARM.search(block.text)
            and not _SENDING.search(block.text)
            and (_CHANGES.search(block.text) or not block.folded.startswith(closings))
            and _leads_in(blocks, i)
        ):
            return i + 1, False
    return None, False


def _is_short_title(block: Block) -> bool:
    return len(block.text) <= _TOPIC_LENGTH and not block.text.endswith((".", ","))


def _leads_in(blocks: Sequence[Block], i: int) -> bool:
    following = blocks[i + 1] if i + 1 < len(blocks) else None
    return following is not None and (following.is_item or following.kind is BlockKind.TITLE)


def _listed(region: Sequence[Block], closings: tuple[str, ...]) -> tuple[LetterPoint, ...]:
    """Points as list items, under topics or not, with plain paragraphs between them."""
    points: list[LetterPoint] = []
    topic: str | None = None
    for i, block in enumerate(region):
        before = region[i - 1] if i else None
        following = region[i + 1] if i + 1 < len(region) else None
        ends = block.folded.startswith(closings) or _SENDING.search(block.text) is not None
        if block.is_item:
            if ends and block.folded.startswith(closings) and _SENDING.search(block.text):
                break
            if _is_topic(block, following):
                topic = block.text.rstrip(": .")
            elif _is_under(points, before, block):
                points[-1] = _with_more(points[-1], block)
            elif block.text:
                points.append(LetterPoint(block.text, block.place, topic))
        elif _is_heading(block, following):
            topic = None if block.kind is BlockKind.LIST_TITLE else block.text.rstrip(": .")
        elif ends:
            if points:
                break
        elif before is not None and before.kind is BlockKind.TITLE:
            points.append(LetterPoint(block.text, block.place, topic))
        elif not _more_items(region, i, closings):
            break
        elif block.text.endswith(":"):
            topic = None
        elif points and _ASKS.search(block.text):
            points[-1] = _with_more(points[-1], block)
    return tuple(points)


def _is_heading(block: Block, following: Block | None) -> bool:
    """A topic or a list title above what it is about."""
    if following is None or following.kind in (BlockKind.TITLE, BlockKind.LIST_TITLE):
        return block.kind is not BlockKind.PARAGRAPH
    short = len(block.text) <= _TOPIC_LENGTH and not block.text.endswith(".")
    return block.kind is not BlockKind.PARAGRAPH or (following.is_item and short)


def _more_items(region: Sequence[Block], i: int, closings: tuple[str, ...]) -> bool:
    """True where the list goes on after block ``i``, before any closing instruction."""
    for block in region[i + 1 :]:
        if block.is_item:
            return True
        if block.folded.startswith(closings):
            return False
    return False


def _is_topic(block: Block, following: Block | None) -> bool:
    """ "1. Structure" above bullets of another kind, further in."""
    if following is None or not following.is_item or len(block.text) > _TOPIC_LENGTH:
        return False
    if _ASKS_PLAINLY.search(block.text):
        return False
    further = following.left - block.left
    nested = further > 6 or (
        further > -6 and _is_lower(_kind(block.marker), _kind(following.marker))
    )
    return nested and not block.text.endswith((".", ";")) and len(block.text.split()) <= 8


def _is_under(points: list[LetterPoint], before: Block | None, block: Block) -> bool:
    """Whether an item only goes on listing what the item before it announced with a colon."""
    if not points or before is None or not points[-1].text:
        return False
    if ": " not in points[-1].text and not points[-1].text.endswith(":"):
        return False
    announced = before.is_item and before.text.endswith(":")
    nested = block.left > before.left + 6 or _kind(before.marker) != _kind(block.marker)
    if announced:
        return nested and len(block.text.split()) < 12
    same = abs(block.left - before.left) <= 6 and _kind(before.marker) == _kind(block.marker)
    return same and points[-1].text.endswith(before.text) and points[-1].text != before.text


def _with_more(point: LetterPoint, block: Block) -> LetterPoint:
    return LetterPoint(f"{point.text} {block.text}", point.place, point.topic)


def _is_lower(above: str, below: str) -> bool:
    """Whether a marker of kind ``below`` stands under one of kind ``above`` by custom: 1., a), •."""
    order = {"number": 0, "letter": 1}
    return order.get(above, 2) < order.get(below, 2)


def _kind(marker: str) -> str:
    marker = marker.strip(" .()")
    return (
        "number" if marker.isdigit() else "letter" if marker.isalpha() and marker != "o" else marker
    )


def _plain(
    region: Sequence[Block], closings: tuple[str, ...], asks: regex.Pattern[str]
) -> tuple[LetterPoint, ...]:
    """Points as paragraphs without marks."""
    points: list[LetterPoint] = []
    topic: str | None = None
    for block in region:
        if block.folded.startswith(closings):
            if points:
                break
            continue
        if block.kind is BlockKind.TITLE:
            topic = block.text.rstrip(": .")
        elif asks.search(block.text) and not _SENDING.search(block.text):
            points.append(LetterPoint(block.text, block.place, topic))
        elif points:
            break
    return tuple(points)


def _inline(hinge: Block) -> tuple[LetterPoint, ...]:
    """Points within the hinge's own paragraph, after its colon."""
    _, colon, rest = hinge.text.partition(":")
    if not colon or len(rest.split()) < 6:
        return ()
    pieces = [piece.strip(" .") for piece in regex.split(r";\s*(?:and\s+)?", rest)]
    return tuple(LetterPoint(piece, hinge.place) for piece in pieces if len(piece.split()) > 3)
