"""Where part of a line stands on its page, wide enough to be sure of it.

Reading keeps the place of a line and not of each letter. How wide letters are is guessed by their
kinds, which is right to about a letter, and room is left on both sides.
"""

from __future__ import annotations

from dhrcheck.document.model import FlowLine
from dhrcheck.outcome import Box

_NARROW = frozenset("iIjlftr.,;:'’‘!|()[]-/ \u00a0")
_WIDE = frozenset("mwMW@%—")
_EM = {"narrow": 0.31, "wide": 0.86, "capital": 0.69, "other": 0.53}
_ROOM = 1.4
"""Room on each side in letters' heights, and (``_SHARE``) as a share of the way to the line's end."""
_SHARE = 0.12
_SHARE_ROUGH = 0.2
_TALL = 1.5
_TOO_MUCH = 1.35


def part_box(line: FlowLine, start: int, end: int) -> Box:
    """A box that surely holds ``line.text[start:end]``, as wide as is needed for that."""
    box = line.box
    if not line.text or box.y1 - box.y0 > _TALL * (box.x1 - box.x0) > 0:
        # Sideways: letters stand below each other.
        return box
    height = line.size or box.y1 - box.y0
    if _width(line.text) * line.size > _TOO_MUCH * (box.x1 - box.x0):
        # More words than fit: two lines that were read as one, and the box of either.
        return Box(box.x0, box.y0 - 1.6 * height, box.x1, box.y1 + 1.6 * height)
    left, right = _x(line, start, _ROOM * height)[0], _x(line, end, _ROOM * height)[1]
    return Box(max(box.x0, left) - 1.0, box.y0, min(box.x1, right) + 1.0, box.y1)


def _x(line: FlowLine, at: int, room: float) -> tuple[float, float]:
    """The least and the greatest x at which the character number ``at`` may begin."""
    begin, x = 0, line.box.x0
    for offset, place in line.gaps:
        if offset > at:
            # Before a wide space: how far the letters reach is not known from their end.
            guess = _width(line.text[begin:at]) * line.size
            spread = _SHARE_ROUGH * guess + room
            return x + guess - spread, min(x + guess + spread, place)
        begin, x = min(offset, len(line.text)), place
    whole = _width(line.text[begin:])
    share = _width(line.text[begin:at]) / whole if whole else 0.0
    guess = x + share * (line.box.x1 - x)
    # Where a line begins and ends is known: a wrong guess is worst in its middle.
    spread = room + _SHARE * min(guess - x, line.box.x1 - guess)
    return guess - spread, guess + spread


def _width(text: str) -> float:
    return sum(_EM[_kind(character)] for character in text)


def _kind(character: str) -> str:
    if character in _NARROW:
        return "narrow"
    if character in _WIDE:
        return "wide"
    return "capital" if character.isupper() else "other"
