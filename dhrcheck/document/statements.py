"""The period that a review looks at, the numbers it states of itself, and the dates on its covers."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from dhrcheck.document.courts import NUMBER, number
from dhrcheck.document.dates import FoundDate, find_dates
from dhrcheck.document.model import DateMention, Fact, PartialDate
from dhrcheck.document.passage import Span
from dhrcheck.document.voices import Voice, is_of_others
from dhrcheck.patterns import compiled

_PERIOD = compiled(
    r"\b(?:period (?:under review|covered|of (?:the )?review|of time|from|between)"
    r"|time (?:considered|examined|reviewed|looked at|under (?:review|consideration))"
    r"|(?:looked at|considered|examined) the (?:time|years|months)(?= from| between)"
    r"|(?:time ?frame|time ?scale|time period|review period|timeline|scope)\b"
    r"|(?:review|panel|DHR|report|chronolog\w+|agencies)[^.\n]{0,60}?\b(?:covers?|covering|considers?"
    r"|focus\w*|examin\w*|looks? at|looked at|concentrat\w*)\b)",
    regex.IGNORECASE,
)
_ASIDE = r"^\s*(?:\([^)]{0,60}\)\s*|,[^.;]{0,110}?(?=,\s*(?:to|until|up)))?,?\s*"
_TO = compiled(
    rf"{_ASIDE}(?:to|until|till|up to|and|through to|-|up until)\s+(?:[\p{{L}}']+\s+){{0,6}}$",
    regex.IGNORECASE,
)
_TO_DEATH = compiled(
    rf"{_ASIDE}(?:to|until|till|up to|through to|-|up until|and)\s+(?:the\s+)?(?:(?:date|time|day)\s+of\s+)?"
    r"(?:(?:the|her|his|their|[\p{L}\s]{1,20}'s)\s+)?(?:death|homicide|murder|killing)\b",
    regex.IGNORECASE,
)
_FROM = compiled(
    r"\b(?:from|between|since|of|was|:|is)\s*(?:the\s+)?(?:\w+\s+){0,2}$", regex.IGNORECASE
)
_KIND = (
    r"(?:(?:multi-?agency|single[- ]agency|national|local|overview report|overarching|key|strategic"
    r"|panel)\s+)"
)
_COUNTED = compiled(
    rf"\b(?P<n>{NUMBER})\s+(?:\(\d+\)\s+)?(?P<kind>{_KIND}{{0,2}})recommendations?\b",
    regex.IGNORECASE,
)
_OWN = compiled(
    r"\b(?:(?:this|the)\s+(?:overview\s+|domestic\s+homicide\s+)?(?:review|report|panel|DHR|DARDR"
    r"|review panel)(?:\s+(?:has|have|also|therefore|then|itself))*\s+(?:makes?|made|sets? out|contains?"
    r"|identif\w+|agreed|puts?|proposes?|offers?|arrived at|concludes with)|there (?:are|were)"
    r"|the following|makes the|total of|(?:has|have) (?:resulted|led)|resulted in|led to)"
    r"\s+(?:(?:the\s+following|a\s+total\s+of|in|to|the)\s+)*$",
    regex.IGNORECASE,
)
_OWN_AFTER = compiled(
    r"^\s*(?:(?:have been|were|are|was|is)\s+(?:also\s+)?(?:made|agreed|set out|proposed|identified)"
    r"(?!\s+by\s+(?:the\s+)?(?:IMR|police|trust|council|service|agenc))"
    r"|(?:of|from|in|arising from|made by)\s+(?:this|the)\s+(?:overview\s+)?(?:review|report|panel|DHR))",
    regex.IGNORECASE,
)
_NOT_OWN = compiled(
    r"\b(?:IMRs?|individual management|agency's|trust|previous|earlier|other review|SAR|inspection"
    r"|inspectorate|HMIC\w*|CQC|Ofsted|SCR|of the (?:\w+ )?recommendations|further|additional|completed"
    r"|outstanding|two of)\b",
    regex.IGNORECASE,
)
_MET = compiled(
    r"\bpanel\s+(?:has\s+|have\s+)?met\s+(?:formally\s+|in total\s+)?(?:on\s+)?(?:a total of\s+)?"
    rf"(?P<n>{NUMBER}|once|twice)(?:\s+(?:separate\s+)?(?:times|occasions))?\b",
    regex.IGNORECASE,
)
_COVER_NOT = compiled(
    r"\b(?:died|death|born|killed|murdered|homicide of|guidance|Act|arising|homicide in|incident|meeting)\b",
    regex.IGNORECASE,
)
_REVISED = compiled(
    r"\b(?:completed?|completion|finalised|revised|revisions?|concluded|published|publication|updated|dated"
    r"|accepted)\b\s*(?:(?:on|in|by|of|at|:|-)\s*)?(?:the\s+)?(?=\d|\p{L}{3,9}\.?\s+\d)",
    regex.IGNORECASE,
)
_OF_REPORT = compiled(r"\b(?:review|report|it|document|version|date)\b", regex.IGNORECASE)


def find_periods(voice: Voice, death: str | None) -> Iterator[Fact]:
    """The period under review as "YYYY-MM/YYYY-MM", as exact as it is given.

    "to the date of death" ends with ``death`` (the month of death) where that is known.
    """
    zones = voice.zones(
        "scope", "terms-of-reference", "timescales", "introduction", "process", "methodology"
    )
    seen: set[str] = set()
    for match in voice.search(_PERIOD, zones):
        sentence = voice.sentence(match.start(), match.end())
        text = voice.text[sentence.start : sentence.end].replace("\n", " ")
        if is_of_others(text):
            continue
        offset = match.start() - sentence.start
        found = _span(text, offset, death)
        if found is not None and found[0] not in seen:
            seen.add(found[0])
            yield voice.fact(found[0], match.start(), sentence.start + found[1])
            if len(seen) == 2:
                return


def _span(text: str, offset: int, death: str | None) -> tuple[str, int] | None:
    dates = [
        d
        for d in find_dates(text)
        if d.when.year is not None and d.start >= offset and not d.of_law
    ]
    for i, date in enumerate(dates):
        following = dates[i + 1] if i + 1 < len(dates) else None
        if date.when.last_year is not None:
            return f"{date.when.year:04}/{date.when.last_year:04}", date.end
        if following is not None and _TO.match(text[date.end : following.start]):
            return f"{_point(date)}/{_point(following)}", following.end
        if _FROM.search(text[: date.start]) and (to := _TO_DEATH.match(text[date.end :])):
            return (f"{_point(date)}/{death}", date.end + to.end()) if death else None
    return None


def _point(date: FoundDate) -> str:
    when: PartialDate = date.when
    return (
        f"{when.year:04}-{when.month:02}"
        if when.month and when.last_month is None
        else f"{when.year:04}"
    )


def find_counts(voice: Voice) -> Iterator[Fact]:
    """How many recommendations and panel meetings the review says that there are."""
    seen: set[str] = set()
    zones = voice.zones(
        "recommendations", "conclusions", "lessons", "introduction", "process", "methodology"
    )
    for match in voice.search(_COUNTED, zones):
        sentence = voice.sentence(match.start(), match.end())
        before = voice.text[sentence.start : match.start()].replace("\n", " ")
        after = voice.text[match.end() : sentence.end].replace("\n", " ")
        words = voice.words(sentence)
        if _NOT_OWN.search(words) or is_of_others(words):
            continue
        if not _OWN.search(before) and not (_OWN_AFTER.match(after) and _begins(before)):
            continue
        count = number(match["n"])
        kind = " ".join(match["kind"].lower().replace("-", " ").split())
        name = f"{kind} recommendations".strip()
        if count and (value := f"{name}={count}") not in seen:
            seen.add(value)
            yield voice.fact(value, match.start(), match.end())
    for match in voice.search(_MET, voice.zones("process", "panel", "methodology", "timescales")):
        count = {"once": 1, "twice": 2}.get(match["n"].lower()) or number(match["n"])
        if count and (value := f"panel meetings={count}") not in seen:
            seen.add(value)
            yield voice.fact(value, match.start(), match.end())


def _begins(before: str) -> bool:
    """True where nothing but an article stands before: "Seven recommendations were made"."""
    return (
        len(before.split()) <= 2 or regex.search(r"\bthe\s*$", before, regex.IGNORECASE) is not None
    )


def find_cover_dates(voices: tuple[Voice, ...]) -> tuple[DateMention, ...]:
    """The dates that report and summary bear: on covers, and where they say when they were completed.

    The month of death and dates of laws or guidance are none.
    """
    found: dict[tuple[PartialDate, int, int], DateMention] = {}
    for voice in voices:
        for mention in (*_on_cover(voice), *_when_done(voice)):
            found.setdefault((mention.when, *_page(mention)), mention)
    return tuple(found.values())


def _page(mention: DateMention) -> tuple[int, int]:
    return (mention.place.file, mention.place.page) if mention.place else (0, 0)


def _on_cover(voice: Voice) -> Iterator[DateMention]:
    for start, end, line in _lines(voice, voice.cover):
        if not _COVER_NOT.search(line) and len(line) <= 120:
            yield from _mentions(voice, start, end)


def _when_done(voice: Voice) -> Iterator[DateMention]:
    """ "The report was completed in May 2023 and revised in March 2024"."""
    for match in voice.search(_REVISED, voice.zones("timescales", "process")):
        sentence = voice.sentence(match.start(), match.end())
        if _OF_REPORT.search(voice.text, sentence.start, match.start()):
            for date in list(_mentions(voice, match.end(), min(sentence.end, match.end() + 40)))[
                :1
            ]:
                if voice.text.startswith(date.text, match.end()):
                    yield date


def _lines(voice: Voice, span: Span) -> Iterator[tuple[int, int, str]]:
    start = span.start
    for line in voice.lined[span.start : span.end].split("\n"):
        yield start, start + len(line), line
        start += len(line) + 1


def _mentions(voice: Voice, start: int, end: int) -> Iterator[DateMention]:
    for date in find_dates(voice.text[start:end]):
        if date.when.year is not None and date.when.month is not None and not date.of_law:
            first, last = start + date.start, start + date.end
            yield DateMention(date.when, voice.text[first:last], voice.place(first, last))
