"""Whose review it is, as its covers and first pages say."""

from __future__ import annotations

import regex

from dhrcheck.document.model import Fact
from dhrcheck.document.passage import Span
from dhrcheck.document.voices import Voice, is_of_others
from dhrcheck.patterns import compiled

_WORD = r"\p{Lu}[\p{L}'-]*"
_JOIN = r"(?:(?i:and|of|the|upon|on|in|with|by|le)[ ]+|&[ ]*|,[ ]*)"
_AREA = rf"{_WORD}(?:[ ]+{_JOIN}{{0,2}}{_WORD}){{0,6}}"
_BODY = (
    r"(?i:community[ \n]+safety[ \n]+(?:partnership|board|executive|forum)|CSP\b"
    r"|safer[ \n]+(?:communities[ \n]+|neighbourhoods[ \n]+|city[ \n]+)?(?:partnership|board)"
    r"|(?:public[ \n]+services?|regional[ \n]+safeguarding|safeguarding)[ \n]+board"
    r"|crime[ \n]+and[ \n]+disorder[ \n]+(?:reduction[ \n]+)?partnership"
    r"|safety[ \n]+partnership)"
)
_NAMED = compiled(
    rf"(?P<body>{_AREA}[ \n]+{_BODY})"
    r"|(?P<safer>(?i:safer|safe|stronger)[ ]+(?:(?i:and|&)[ ]+(?i:stronger)[ ]+)?"
    rf"{_WORD}(?:[ ]+{_JOIN}?{_WORD}){{0,3}}"
    r"(?:[ \n]+(?i:(?:community[ ]+)?partnership|communities[ ]+board|communities|board))?)"
)
_COUNCIL = compiled(
    rf"(?P<body>{_AREA}[ \n]+(?i:(?:city|county|borough|district|metropolitan|town)[ ]+)*(?i:council)\b)"
    rf"|(?P<safer>(?i:london[ ]+borough[ ]+of)[ ]+{_AREA})"
)
_NOT_FIRST = frozenset(
    """the domestic homicide review overview report executive summary on behalf of for a into death
    independent author chair commissioned by and in published produced prepared written this our home
    office related abuse dhr dardr final version date by local all any each responsible""".split()
)
_OWN = compiled(
    r"\b(?:commission|this (?:review|report|domestic|DHR|DARDR)|the (?:review|DHR)|decision|decided"
    r"|notif|was told|informed of|on behalf|established|undertak|undertook|agreed|conven|carried out"
    r"|responsib|chair of)",
    regex.IGNORECASE,
)
_OTHER_BODY = compiled(r"(?i)safeguarding (?:adults?|child)|neighbouring|previous review|another")


def find_partnerships(voices: tuple[Voice, ...]) -> tuple[Fact, ...]:
    """The partnerships that the review names as its own, each once for each voice.

    Those on a cover come first; where none names a partnership, its council stands for it.
    """
    found: list[Fact] = []
    for voice in voices:
        own = _named(voice, _NAMED, voice.cover)
        if not own:
            own = _named(voice, _NAMED, voice.front, said_to_be_own=True)
        if not own:
            own = _named(voice, _COUNCIL, voice.cover)
        found += own
    return tuple(found)


def _named(
    voice: Voice, pattern: regex.Pattern[str], zone: Span, *, said_to_be_own: bool = False
) -> list[Fact]:
    names: dict[str, Fact] = {}
    text = voice.text if said_to_be_own else voice.lined
    for match in pattern.finditer(text, zone.start, zone.end):
        group = "body" if match["body"] else "safer"
        name, start = _trimmed(match[group], match.start(group))
        if not name or _OTHER_BODY.search(name):
            continue
        if said_to_be_own:
            words = voice.words(voice.sentence(match.start(), match.end()))
            if not _OWN.search(words) or is_of_others(words):
                continue
        key = name.casefold().replace("community safety partnership", "csp")
        names.setdefault(key, voice.fact(name, start, match.end(group)))
    if said_to_be_own:
        return list(names.values())[:2]
    return [f for k, f in names.items() if not any(k != o and k in o for o in names)]


def _trimmed(name: str, start: int) -> tuple[str, int]:
    """The name without what only stands before it on a cover, and where it begins."""
    words = list(regex.finditer(r"\S+", name))
    first = 0
    for i, word in enumerate(words[:-1]):
        bare = word.group().casefold().strip(",.")
        if bare in _NOT_FIRST and not _is_inner(words, i, first):
            first = i + 1
    kept = " ".join(w.group() for w in words[first:])
    bare_words = kept.casefold().split()
    if len(bare_words) < 2 or bare_words[0] in ("community", "csp", "council", "partnership"):
        return "", start
    if kept.isupper():
        kept = _from_capitals(kept)
    return kept, start + words[first].start()


def _is_inner(words: list[regex.Match[str]], i: int, first: int) -> bool:
    """True for "and", "of", "the" between two words of a name."""
    return i > first and words[i].group() in ("and", "of", "the", "on", "by", "in", "for", "a")


def _from_capitals(name: str) -> str:
    small = ("and", "of", "the", "on", "upon", "in", "with")
    return " ".join(
        w if w == "CSP" else w.lower() if w.lower() in small else w.capitalize()
        for w in name.split()
    )
