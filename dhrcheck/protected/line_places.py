"""Where part of a line stands on its page, wide enough to be sure of it.

Reading keeps the place of a line and not of each letter. Their places are guessed by how wide letters
are, which is right to about a letter, and room is left on both sides.
"""

from __future__ import annotations

from dhrcheck.document.letter_widths import piece_at, width, x_at
from dhrcheck.document.model import FlowLine
from dhrcheck.outcome import Box

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
    if width(line.text) * line.size > _TOO_MUCH * (box.x1 - box.x0):
        # More words than fit: two lines that were read as one, and the box of either.
        return Box(box.x0, box.y0 - 1.6 * height, box.x1, box.y1 + 1.6 * height)
    left, right = _x(line, start, _ROOM * height)[0], _x(line, end, _ROOM * height)[1]
    return Box(max(box.x0, left) - 1.0, box.y0, min(box.x1, right) + 1.0, box.y1)


def _x(line: FlowLine, at: int, room: float) -> tuple[float, float]:
    """The least and the greatest x at which the character number ``at`` may begin."""
    begin, x, end = piece_at(line, at)
    guess = x_at(line, at)
    if end is not None:
        spread = _SHARE_ROUGH * width(line.text[begin:at]) * line.size + room
        return guess - spread, min(guess + spread, end)
    # Where a line begins and ends is known: a wrong guess is worst in its middle.
    spread = room + _SHARE * min(guess - x, line.box.x1 - guess)
    return guess - spread, guess + spread
