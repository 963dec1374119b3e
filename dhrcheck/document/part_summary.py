"""Where an executive summary ends when the overview report follows it in the same file.

Nothing marks the place for certain, so several signs are asked in turn: a boundary that shows itself
(a cover, a contents list, an appendix), the next section of a report whose section 1 the summary is, a
heading of the summary's own rank, a numbering that begins again, and the second round of the same
sections.
"""

from __future__ import annotations

from collections.abc import Sequence

from dhrcheck.document.headings import Heading
from dhrcheck.document.model import FlowLine, Role
from dhrcheck.document.slots import Slots

_ROUND = frozenset(
    "introduction process methodology purpose terms-of-reference panel contributors chair timescales "
    "confidentiality pseudonyms family equality facts chronology analysis key-issues conclusions lessons "
    "recommendations parallel-reviews dissemination".split()
)
_FRONT = frozenset("introduction condolences purpose confidentiality process timescales".split())
_HEADLESS = 2000
"""Letters of running text without a heading that make a summary of their own."""
_BACK = frozenset("conclusions lessons recommendations".split())


def summary_end(
    opener: Heading | None,
    start: int,
    limit: int,
    headings: Sequence[Heading],
    lines: Sequence[FlowLine],
    slots: Slots,
) -> int:
    """The line at which the summary that starts at ``start`` ends; ``limit`` where nothing says so.

    ``limit`` is the first boundary that shows itself. ``opener`` is the summary's own heading.
    """
    after = [h for h in headings if (opener.end if opener else start) <= h.start < limit]
    signs = [
        _report_title(after, lines, slots),
        _next_number(opener, after),
        _numbering_again(after, lines),
    ]
    certain = [s for s in signs if s is not None]
    ranked = _own_rank(opener, after, lines, slots) if signs[2] is None else None
    if ranked is not None:
        certain.append(ranked)
    if not certain:
        bare = _after_bare_text(opener, start, after, limit, lines, slots)
        if bare is not None:
            return bare
        again = _second_round(after, lines, slots)
        if again is not None:
            certain.append(again)
    return min(certain, default=limit)


def _report_title(after: Sequence[Heading], lines: Sequence[FlowLine], slots: Slots) -> int | None:
    for h in after:
        if slots.of_title(h.title) is Role.OVERVIEW_REPORT and _at_top(h, lines):
            return h.start
    return None


def _next_number(opener: Heading | None, after: Sequence[Heading]) -> int | None:
    """The summary is section n of the report: section n + 1 ends it."""
    if opener is None or opener.number is None or not opener.number.isdigit():
        return None
    following = str(int(opener.number) + 1)
    inside = {h.number for h in after if h.number and h.number.startswith(opener.number + ".")}
    for h in after:
        if h.number == following and (
            h.rank <= opener.rank or inside or h.rank[0] <= opener.rank[0] + 1
        ):
            return h.start
    return None


def _own_rank(
    opener: Heading | None, after: Sequence[Heading], lines: Sequence[FlowLine], slots: Slots
) -> int | None:
    """The next heading as high as the summary's own, where lower ones stand between."""
    if opener is None:
        return None
    peers = [h for h in after if h.rank[0] <= opener.rank[0]]
    if not peers:
        return None
    first = peers[0]
    lower = [h for h in after if h.start < first.start]
    if lower:
        return first.start
    text = sum(len(ln.text) for ln in lines[opener.end : first.start] if not ln.furniture)
    if text < 200:
        # A title right over a heading: the heading is the summary's own.
        return None
    # No lower heading before it: either a short summary without headings, or a summary whose
    # sections look like its title. In the second case the sections come round again.
    served = [set(slots.of_heading(h.title)) & _ROUND for h in after]
    repeated = _repeats(served)
    return None if repeated >= 3 else first.start


def _after_bare_text(
    opener: Heading | None,
    start: int,
    after: Sequence[Heading],
    limit: int,
    lines: Sequence[FlowLine],
    slots: Slots,
) -> int | None:
    """A summary without any heading: the first one at the top of a page opens a report, where it is
    one of the front and the sections of a whole review, at least twice as long, follow it."""
    if not after or not _at_top(after[0], lines):
        return None
    first = after[0]
    front = set(slots.of_heading(first.title)) & (_FRONT | {"terms-of-reference", "facts"})
    if not front and first.number not in ("1", "1.1"):
        return None
    told = _letters(lines, opener.end if opener else start, first.start)
    if told < _HEADLESS or _letters(lines, first.start, limit) < 2 * told:
        return None
    served = set().union(*(slots.of_heading(h.title) for h in after)) & _ROUND
    return first.start if len(served) >= 5 else None


def _letters(lines: Sequence[FlowLine], start: int, end: int) -> int:
    return sum(len(ln.text) for ln in lines[start:end] if not ln.furniture)


def _repeats(served: Sequence[set[str]]) -> int:
    seen: set[str] = set()
    twice: set[str] = set()
    for s in served:
        twice |= s & seen
        seen |= s
    return len(twice)


def _numbering_again(after: Sequence[Heading], lines: Sequence[FlowLine]) -> int | None:
    """A new "1" at the top of a page, after the numbers had gone on to 3 or more."""
    highest = 0
    for h in after:
        if h.number is None:
            continue
        top = h.number.split(".")[0]
        if not top.isdigit():
            continue
        if int(top) == 1 and highest >= 3 and _at_top(h, lines):
            return h.start
        highest = max(highest, int(top))
    return None


def _second_round(after: Sequence[Heading], lines: Sequence[FlowLine], slots: Slots) -> int | None:
    """The heading at the top of a page that parts two rounds of the same sections best."""
    served = [(h, set(slots.of_heading(h.title)) & _ROUND) for h in after]
    best: tuple[int, int] | None = None
    for i, (h, own) in enumerate(served):
        if not _at_top(h, lines) or i == 0:
            continue
        before = set().union(*(s for _, s in served[:i]))
        behind = set().union(*(s for _, s in served[i:]))
        score = (
            2 * len(before & behind)
            + bool(own & _FRONT)
            + (bool(before & _BACK) and bool(own & _FRONT))
        )
        if len(before & behind) >= 3 and (best is None or score > best[0]):
            best = (score, h.start)
    return best[1] if best else None


def _at_top(h: Heading, lines: Sequence[FlowLine]) -> bool:
    """True where at most two short lines stand above the heading on its page."""
    line = lines[h.start]
    above = 0
    for other in reversed(lines[: h.start]):
        if other.page != line.page or other.file != line.file:
            break
        above += not other.furniture
    return above <= 2
