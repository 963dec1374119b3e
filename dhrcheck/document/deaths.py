"""When the person died, how old they were, and whether it was by suicide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import regex

from dhrcheck.document.dates import FoundDate, find_dates
from dhrcheck.document.model import Fact, PartialDate, Person, PersonRole, Role
from dhrcheck.document.passage import Span
from dhrcheck.document.voices import Voice, is_of_others
from dhrcheck.patterns import compiled

DEATH = compiled(
    r"\b(?:died|dies|death|killed|killing|murdered|murder|homicide|found dead|took (?:her|his|their) own life"
    r"|ended (?:her|his|their) (?:own )?life|unlawfully killed|fatal(?:ly)?|lost (?:her|his|their) life)\b",
    regex.IGNORECASE,
)
_WHEN = compiled(
    r"^(?:[^.;\n]|\n(?=[a-z\d])){0,110}?\b(?:in|on|of|during|early in|late in)\s*(?:the\s+)?(?:\w+\s+)?$"
    r"|^\s*(?::|-|\()?\s*$",
    regex.IGNORECASE,
)
_LEAD_IN = compiled(r"(?:^|\W)(?:in|on|during)\s+(?:the\s+)?(?:\w+\s+){0,2}$", regex.IGNORECASE)
_KIN = (
    r"(?:mother|father|parents?|brother|sister|grand\w+|uncle|aunt|husband|wife|son|daughter|baby|child"
    r"|friend|partner|dog|cat)"
)
_OTHER_EVENT = compiled(
    r"\b(?:met|review\w*|panel|decid\w*|decision|notif\w*|inform\w*|told|consider\w*|commission\w*"
    r"|published|finished|ended|completed|concluded|began|started|following|after|prior|before|trial|inquest|sentenced|convicted|charged|pleaded)\b",
    regex.IGNORECASE,
)
_NAMED = compiled(r"death|homicide|murder|killing", regex.IGNORECASE)
_REPORTING = compiled(
    r"\b(?:wrote|writ\w+|letters?|notif\w*|notic\w*|inform\w*|report(?:ed|ing)|referr\w*|told|contacted|advised"
    r"|learn(?:ed|t)|heard|aware|alerted|made known)\b[^.;]*$",
    regex.IGNORECASE,
)
_REVIEW_OPENED = compiled(
    r"\b(?:began|begun|started|commenced|commissioned|opened|launched|initiated|established|set up|held"
    r"|announced|decided|agreed|completed|finished|concluded|published)\b[^.;]{0,60}?\breview\b[^.;]{0,40}$"
    r"|\breview\b[^.;]{0,60}?\b(?:began|was (?:begun|started|commissioned|opened|launched|established|held"
    r"|completed|published))\b[^.;]{0,40}$",
    regex.IGNORECASE,
)
_RELATIVES = compiled(
    r"\b(?:his|her|their|whose|\p{L}+'s)\s+(?:(?:own|late|first|former|previous|elder|younger|maternal"
    rf"|paternal)\s+|great-?\s?)*{_KIN}\b(?:(?!\bby\b)[^.;]){{0,40}}?\b(?:died|death|killed|murdered)\b"
    rf"|\b(?:death|loss|murder)\s+of\s+(?:his|her|their)\s+(?:\w+\s+){{0,2}}{_KIN}\b",
    regex.IGNORECASE,
)
NOT_DEATH = compiled(
    r"\b(?:Domestic Homicide Reviews?|Homicide Reviews?|Death Reviews?|homicide review|threat\w*\s+to kill"
    r"|attempted murder|kill (?:her|him|himself|herself))\b",
    regex.IGNORECASE,
)
_DATE_OF_DEATH = compiled(
    r"\bdate of (?:the )?(?:death|homicide|murder|incident)\s*[:\n-]\s*", regex.I
)
_SUICIDE = compiled(
    r"\b(?:died by (?:apparent |suspected )?suicide|death by (?:apparent )?suicide|(?:apparent|suspected)"
    r" suicide|(?:took|taken|ended) (?:her|his|their) own life|killed (?:herself|himself|themsel\w+)"
    r"|suicide of|conclusion (?:of|was) (?:one of )?suicide|verdict of suicide|commit\w* suicide"
    r"|death (?:was )?(?:recorded|registered|ruled) (?:as|to be) (?:a )?suicide"
    r"|(?:died|death) (?:as a result of|through|from) suicide"
    r"|(?:found|ruled|concluded|decided) that (?:it|the death|(?:her|his|their) death) was (?:a )?suicide)\b",
    regex.IGNORECASE,
)
_NOT_SUICIDE = compiled(
    r"\b(?:attempt\w*|prevent\w*|risk of|thoughts?|ideation|threat\w*|strategy|before|prior to|had not"
    r"|did not|not|if|whether|cases? where|deaths? (?:where|by suicide)|others?|who (?:die|take)"
    r"|perpetrator|may|might|could|killed|murdered)\b",
    regex.IGNORECASE,
)
_REVIEWED = r"(?:victim|deceased|subject of (?:the|this) review)"


def victims_in(people: tuple[Person, ...]) -> tuple[str, ...]:
    """The names of those who died."""
    return tuple(p.name for p in people if p.role is PersonRole.VICTIM)


def find_months(voice: Voice, people: tuple[Person, ...]) -> Iterator[Fact]:
    """The month in which the person died, as the cover, the front or the facts give it.

    Where a voice gives several the commonest counts; with none commoner the first. What stands on a
    cover counts half: one cover may serve report and summary both.
    """
    found = list(_months(voice, people))
    if not found:
        return
    counted: Counter[str] = Counter()
    for fact in found:
        on_cover = fact.place.line is not None and voice.offset(fact.place.line) < voice.cover.end
        counted[fact.value] += 1 if on_cover else 2
    full = [v for v in counted if len(v) > 4] or list(counted)
    names = victims_in(people)
    best = max(full, key=lambda v: (counted[v], -list(counted).index(v)))
    for value in full if len(names) > 1 else [best]:
        yield next(f for f in found if f.value == value)


def _months(voice: Voice, people: tuple[Person, ...]) -> Iterator[Fact]:
    for match in voice.search(_DATE_OF_DEATH, [voice.front]):
        for date in find_dates(voice.text[match.end() : match.end() + 40])[:1]:
            if date.start == 0 and (value := _month(date.when)):
                yield voice.fact(value, match.start(), match.end() + date.end)
    zones = voice.zones("introduction", "facts", "process", "purpose", "timescales", "condolences")
    seen: set[int] = set()
    for match in voice.search(DEATH, zones):
        sentence = voice.sentence(match.start(), match.end())
        if sentence.start in seen:
            continue
        seen.add(sentence.start)
        yield from _month_in(voice, sentence, people)


def _month_in(voice: Voice, sentence: Span, people: tuple[Person, ...]) -> Iterator[Fact]:
    text = voice.text[sentence.start : sentence.end]
    if is_of_others(text) or _RELATIVES.search(text) or not _is_of_victim(text, people):
        return
    flat = text.replace("\n", " ")
    dates = [d for d in find_dates(flat) if d.when.year is not None and not d.of_law]
    bare = NOT_DEATH.sub(lambda m: "_" * len(m.group()), flat)
    for death in DEATH.finditer(bare):
        for date in dates:
            between = flat[death.end() : date.start] if date.start >= death.end() else None
            joined = between is not None and _joins(between)
            named = _NAMED.match(death.group()) is not None
            if named and len(dates) == 1 and _may_be_of_review(voice, flat[: death.start()]):
                continue
            if named and _REPORTING.search(flat[: death.start()]):
                # "The force wrote to the partnership about the death in April": the month of the letter.
                continue
            only = len(dates) == 1 and _leads_in(flat, date, death.start())
            if (joined or only) and (value := _month(date.when)):
                start = sentence.start + min(death.start(), date.start)
                yield voice.fact(value, start, sentence.start + max(death.end(), date.end))
                return


def _may_be_of_review(voice: Voice, before: str) -> bool:
    """ "The partnership began a review of the death of Imogen in May": the death's month, or the
    review's. The report tells the month elsewhere; a summary may not, and would seem to differ."""
    return voice.role is Role.EXECUTIVE_SUMMARY and _REVIEW_OPENED.search(before) is not None


def _joins(between: str) -> bool:
    """True where only place and person stand between the death and its date."""
    if DEATH.search(between) or _OTHER_EVENT.search(between):
        return False
    return _WHEN.match(between) is not None


def _leads_in(text: str, date: FoundDate, death: int) -> bool:
    """ "In March 2021 Willow was killed": the date opens what is said of the death."""
    if not 0 <= death - date.end < 90 or _OTHER_EVENT.search(text[:death]):
        return False
    return _LEAD_IN.search(text[max(0, date.start - 20) : date.start]) is not None


def _is_of_victim(text: str, people: tuple[Person, ...]) -> bool:
    """True where a sentence speaks of the person who died, by name or as the victim."""
    names = victims_in(people)
    if any(name_form(n).search(text) for n in names):
        return True
    return _THIS_DEATH.search(text) is not None or (
        not names and _WHO_DIED.search(text) is not None
    )


_THIS_DEATH = compiled(
    rf"\b(?:{_REVIEWED}|this (?:death|homicide|murder)|the (?:death|homicide|murder|killing))\b",
    regex.IGNORECASE,
)
_WHO_DIED = compiled(r"\bwho (?:died|was (?:killed|murdered))\b")


def name_form(name: str) -> regex.Pattern[str]:
    return regex.compile(rf"(?<![\p{{L}}'-]){regex.escape(name)}(?![\p{{L}}-])")


def _month(when: PartialDate) -> str | None:
    """ "YYYY-MM", or "YYYY" where only the year is given; None for spans of months."""
    if when.year is None or when.last_month is not None or when.last_year is not None:
        return None
    return f"{when.year:04}-{when.month:02}" if when.month else f"{when.year:04}"


def is_by_suicide(voice: Voice, people: tuple[Person, ...]) -> bool:
    """True where the death reviewed was by suicide: said on the cover, in the front or the facts.

    Suicide of the perpetrator, attempts and prevention do not count.
    """
    names = victims_in(people)
    others = [p.name for p in people if p.role is PersonRole.PERPETRATOR]
    zones = voice.zones("introduction", "facts", "process", "parallel-reviews")
    for match in voice.search(_SUICIDE, zones):
        sentence = voice.sentence(match.start(), match.end())
        text = voice.words(sentence)
        before = voice.text[sentence.start : match.start()].replace("\n", " ")
        after = voice.text[match.end() : sentence.end]
        if _NOT_SUICIDE.search(before) or is_of_others(text) or _RELATIVES.search(text):
            continue
        if any(name_form(n).search(before) for n in others):
            continue
        nearest = max(
            ((m.start(), n) for n in (*names, *others) for m in name_form(n).finditer(before)),
            default=None,
        )
        if nearest is None:
            named_after = next(
                (n for n in (*names, *others) if name_form(n).search(after[:40])), None
            )
            if named_after in names or (
                named_after is None
                and (regex.search(rf"\b{_REVIEWED}\b", text, regex.I) or _whose(before))
            ):
                return True
        elif nearest[1] in names and not regex.search(r"'s\s*$", before):
            return True
    return not names and not others and _opens_with_suicide(voice)


def tells_of_killing(voice: Voice) -> bool:
    """True where the front speaks of somebody who was killed, or of a crime of killing."""
    return next(voice.search(_KILLED, [voice.front]), None) is not None


def _opens_with_suicide(voice: Voice) -> bool:
    """Where no names are known: the front tells of a suicide, and of no killing."""
    if tells_of_killing(voice):
        return False
    for match in voice.search(_SUICIDE, [voice.front]):
        sentence = voice.sentence(match.start(), match.end())
        text = voice.words(sentence)
        before = voice.text[sentence.start : match.start()].replace("\n", " ")
        if _NOT_SUICIDE.search(before) or is_of_others(text) or _RELATIVES.search(text):
            continue
        around = before + voice.text[match.end() : match.end() + 30]
        if regex.search(r"\b(?!(?:S?[Hh]e|They|His|Her|Their|It)\b)\p{Lu}|\b(?:wo)?man\b", around):
            return True
    return False


_KILLED = compiled(
    r"\b(?:(?:was|were|been) (?:\w+ )?(?:killed|murdered|stabbed|strangled|shot|beaten)"
    r"|killed (?:her|his|their)|(?:convicted|guilty|charged|tried|trial|sentenced)\b[^.]{0,40}?"
    r"\b(?:murder|manslaughter))\b",
    regex.IGNORECASE,
)


def _whose(before: str) -> bool:
    """ "(a review) into the death of a woman who" stands before."""
    return (
        regex.search(r"\b(?:(?:wo)?man|person|mother|father|individual)\s+who\s*$", before)
        is not None
    )
