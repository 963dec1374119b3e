"""The plan's own date: "as at", "updated", "version date"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import regex

from dhrcheck.document.dates import FoundDate, find_dates
from dhrcheck.document.model import DateMention, FlowLine, Part, Place, PlanHeader
from dhrcheck.document.passage import clip
from dhrcheck.patterns import compiled

_CUE = compiled(
    r"\b(?:as\s+at|as\s+of|correct\s+(?:as\s+)?(?:at|on|of|to)|brought\s+up[\s-]to[\s-]date|up[\s-]to[\s-]date\s+(?:as\s+)?(?:at|on|to|of|in)|stood|stands|accurate\s+(?:as\s+)?(?:at|on|of)|"
    r"(?:last\s+)?(?:updated|reviewed|revised|amended)|update[sd]?|version\s+date|dated|(?<=^\W{0,3})date\s*:|"
    r"position\s+(?:at|on)|progress\s+(?:at|to|on)|status\s+(?:at|on)|current\s+(?:at|to)|"
    r"date\s+of\s+(?:plan|version|issue|update|last\s+update|review)|"
    r"v(?:ersion)?\.?\s?\d{1,2}(?:\.\d{1,2})?)\b",
    regex.IGNORECASE,
)
_TO_COME = compiled(
    r"\b(?:will|shall|to|must|should|next|due\s+to)\b(?![^.]*\b(?:was|were|been)\b)[^.]{0,60}$|\bnext\s+(?:update|review)",
    regex.IGNORECASE,
)
_REACH = 40
"""Characters between the cue and its date."""


def plan_date(
    runs: Sequence[Part],
    flow: Sequence[FlowLine],
    headers: Iterable[PlanHeader],
    titles: Iterable[str],
    used: frozenset[int] = frozenset(),
) -> DateMention | None:
    """The latest date that the plan gives for itself, in its text, header rows, headers or footers.

    Cells of its rows, and the lines ``used`` as such, do not count: they date their own row. None
    where it gives none.
    """
    found: list[DateMention] = []
    for run in runs:
        lines = [
            ln
            for ln in flow
            if ln.file == run.file
            and ln.cell is None
            and not ln.contents
            and ln.index not in used
            and (
                run.start <= ln.index < run.end
                or (ln.furniture and run.first_page <= ln.page <= run.last_page)
            )
        ]
        for i, line in enumerate(lines):
            following = lines[i + 1] if i + 1 < len(lines) else None
            goes_on = following is not None and not following.paragraph
            found += _dates(line, following if goes_on else None)
    for header in headers:
        place = header.place
        found += [DateMention(f.when, _said(header.text, f), place) for f in _cued(header.text)]
    for title in titles:
        found += [DateMention(f.when, _said(title, f)) for f in _cued(title)]
    dated = [(m.when.latest(), i, m) for i, m in enumerate(found)]
    known = [(latest, -i, m) for latest, i, m in dated if latest is not None]
    return max(known, key=lambda k: k[:2])[2] if known else None


def _dates(line: FlowLine, following: FlowLine | None) -> list[DateMention]:
    text = line.text if following is None else f"{line.text} {following.text}"
    mentions = []
    for found in _cued(text):
        if found.start >= len(line.text):
            # It belongs to the next line, unless the cue stands on this one.
            cue = list(_CUE.finditer(line.text))
            if not cue or len(line.text) - cue[-1].end() > _REACH:
                continue
        said = _said(text, found)
        place = Place(line.file, line.page, clip(said), line.box, line.read, line.index)
        mentions.append(DateMention(found.when, text[found.start : found.end], place))
    return mentions


def _said(text: str, found: FoundDate) -> str:
    return text[max(0, found.start - 30) : found.end].strip()


def _cued(text: str) -> list[FoundDate]:
    """The dates of ``text`` that follow a cue and do not lie in the future of the sentence."""
    kept = []
    dates = find_dates(text)
    for cue in _CUE.finditer(text) if dates else ():
        if _TO_COME.search(text[max(0, cue.start() - 70) : cue.start()]):
            continue
        after = [d for d in dates if cue.end() <= d.start <= cue.end() + _REACH]
        if not after or after[0].of_law:
            continue
        between = text[cue.end() : after[0].start]
        if regex.search(r"[.;]\s", between) or regex.search(r"\b(?:by|until|next)\b", between):
            continue
        kept.append(replace(after[0]))
    return list(dict.fromkeys(kept))
