"""What stands in quotation marks or in an indented block: other people's words, not the review's.

Quotes come folded to ' and " (see ``document/text.py``), so opening and closing ones are told apart by
what stands around them. A mark that never closes reaches to the end of its paragraph at most: one
slip of the pen must not turn the rest of a report into a quotation.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from dhrcheck.document.model import FlowLine
from dhrcheck.document.passage import Passage, Quotation
from dhrcheck.document.speech import introduces_words
from dhrcheck.patterns import compiled

_DOUBLE = compiled(r'"')
_TWO_SINGLE = compiled(r"(?<!')''(?!')")
_OPENS_AFTER = frozenset(" \n\t([{-/,:;'\"")
_CLOSES_BEFORE = frozenset(" \n\t)]}-/,:;.!?'\"…")
_ELISION = compiled(
    r"'(?:\d0s|\d\d\b|(?:til|tis|twas|em|cos|cause|n|bout|ere|phone|flu)\b)", regex.I
)
_ITEM = compiled(
    r"(?:[•·o-]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|\d{1,3}(?:\.\d{1,3}){1,3}\.?|\d{1,3})(?:\s|$)"
)
_REACH = 1500
"""How far, in characters, a quotation may run on over a break between paragraphs."""


def find_quotations(passage: Passage) -> tuple[Quotation, ...]:
    """All quotations of ``passage``, sorted by start; nested ones are there as well as the outer.

    Ranges include the marks themselves.
    """
    text = _pair_up(passage.text)
    found = [*_in_marks(text, '"'), *_in_marks(text, "'"), *_blocks(passage)]
    return tuple(sorted(set(found)))


def _pair_up(text: str) -> str:
    """The text, same length, with two single marks in a row turned into one double mark."""
    if "''" not in text:
        return text

    def turned(match: regex.Match[str]) -> str:
        before = text[match.start() - 1] if match.start() else " "
        return ' "' if before in " \n([" else '" '

    return _TWO_SINGLE.sub(turned, text)


def _in_marks(text: str, mark: str) -> Iterator[Quotation]:
    """Quotations between two of ``mark``, paragraph by paragraph."""
    begun: int | None = None
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if begun is not None or text.find(mark, start, end) >= 0:
            pairs, begun = _in_paragraph(text, mark, start, end, begun)
            yield from pairs
            if begun is not None and not _runs_on(text, mark, begun, end):
                # An opening double mark is seldom anything else; a single one often is.
                if mark == '"':
                    yield Quotation(begun, end, "marks")
                begun = None
        start = end + 1


def _in_paragraph(
    text: str, mark: str, start: int, end: int, begun: int | None
) -> tuple[list[Quotation], int | None]:
    """The quotations that close in ``text[start:end]``, and where one that does not close began."""
    pairs: list[Quotation] = []
    doubtful: int | None = None
    at = text.find(mark, start, end)
    while at >= 0:
        opens, closes = _can_open(text, mark, at), _can_close(text, mark, at)
        if begun is None:
            if opens:
                begun, doubtful = at, None
        elif closes and mark == "'" and _may_be_possessive(text, at):
            doubtful = doubtful if doubtful is not None else at
        elif closes and not (opens and text[at - 1] in " \n"):
            pairs.append(Quotation(begun, at + 1, "marks"))
            begun = doubtful = None
        elif opens and at > start:
            # A second opening mark: the first closed at the doubtful one, or never did.
            if doubtful is not None:
                pairs.append(Quotation(begun, doubtful + 1, "marks"))
            elif mark == '"':
                pairs.append(Quotation(begun, at, "marks"))
            begun, doubtful = at, None
        at = text.find(mark, at + 1, end)
    if begun is not None and doubtful is not None:
        pairs.append(Quotation(begun, doubtful + 1, "marks"))
        begun = None
    return pairs, begun


def _can_open(text: str, mark: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if before not in _OPENS_AFTER or after.isspace() or after in ",;:!?)]":
        return False
    return mark == '"' or _ELISION.match(text, at) is None


def _can_close(text: str, mark: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if before.isspace():
        return False
    # A footnote's number may follow a closing mark directly.
    return after in _CLOSES_BEFORE or (after.isdigit() and not before.isdigit())


def _may_be_possessive(text: str, at: int) -> bool:
    """ "the agencies' view", "Davies' account": an s, the mark, a space and a word."""
    return (
        text[at - 1 : at] in ("s", "S", "z", "x")
        and text[at + 1 : at + 2] == " "
        and text[at + 2 : at + 3].isalpha()
    )


def _runs_on(text: str, mark: str, begun: int, end: int) -> bool:
    """Whether a quotation that is open at a paragraph's end goes on in the next.

    It does where the next paragraph opens with the mark again (the custom for long quotations), or
    where its first mark can only close: then a page or line break stands in the middle of the words.
    """
    if end >= len(text) or end - begun > _REACH:
        return False
    following = text.find("\n", end + 1)
    following = len(text) if following < 0 else following
    at = text.find(mark, end + 1, following)
    if at == end + 1:
        return _can_open(text, mark, at)
    while at >= 0:
        if _can_open(text, mark, at):
            return False
        if _can_close(text, mark, at) and not (mark == "'" and _may_be_possessive(text, at)):
            return text[end + 1 : end + 2].islower() or mark == '"'
        at = text.find(mark, at + 1, following)
    return False


def _blocks(passage: Passage) -> Iterator[Quotation]:
    """Indented or italic paragraphs that the text before them introduces as somebody's words."""
    previous: tuple[int, int] | None = None
    quoting = False
    for first, last in _paragraphs(passage.lines):
        head = passage.lines[first]
        start = passage.starts[first]
        end = passage.starts[last] + len(passage.lines[last].text)
        set_apart = head.cell is None and _is_set_apart(passage.lines[first : last + 1])
        if set_apart and not quoting and previous is not None:
            quoting = introduces_words(passage.text[previous[0] : previous[1]])
        quoting = quoting and set_apart
        if quoting:
            yield Quotation(start, end, "block")
        previous = (start, end)


def _paragraphs(lines: tuple[FlowLine, ...]) -> Iterator[tuple[int, int]]:
    """First and last line numbers of each paragraph."""
    first = 0
    for i in range(1, len(lines) + 1):
        if i == len(lines) or lines[i].paragraph or lines[i].cell != lines[first].cell:
            if first < len(lines):
                yield first, i - 1
            first = i


def _is_set_apart(lines: tuple[FlowLine, ...]) -> bool:
    if _ITEM.match(lines[0].text) or all(line.bold for line in lines):
        return False
    return all(line.indented for line in lines) or all(line.italic for line in lines)
