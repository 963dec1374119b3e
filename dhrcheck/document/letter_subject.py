"""Whose review a feedback letter is about: the partnership or area, and the pseudonyms."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from dhrcheck.document.model import Place
from dhrcheck.document.passage import Passage
from dhrcheck.patterns import compiled

_WORD = r"(?:St\.|\p{Lu}[\p{L}'-]*)"
_NAME = rf"{_WORD}(?:\s+(?:(?:and|of|the|upon|on|in|le|by|for|with|&)\s+){{0,2}}{_WORD}){{0,9}}"
_WHOSE = compiled(
    rf"\b(?:for|from|by|of|in|behalf of|within)\s+(?:the\s+)?(?P<name>{_NAME})", regex.DOTALL
)
_BODY = compiled(
    r"\b(?:Partnerships?|CSP|Council|Board|Borough|Safer\b.*|Forum|SCP|PSB|Together)\b",
    regex.DOTALL,
)
_NEVER = compiled(
    r"^(?:The\s+)?(?:Home Office|Quality Assurance|QA|HOQA|Domestic|DHR|DARDR|Overview|Executive|Panel"
    r"|Community Safety Partnership$|CSP$|Review|Report|Action Plan|January|February|March|April|May"
    r"|June|July|August|September|October|November|December|I$|DHREnquiries|Adult \p{Lu}|Mr|Mrs|Ms|Dr"
    r"|Chair)\b",
    regex.IGNORECASE,
)
_TAIL = compiled(
    r"\s*(?:\((?:the\s+)?[\p{L} ]{0,24}\)|\bto the (?:Home|QA|Quality|DHR)\b.*"
    r"|\b(?:to|the|and|of|in)$)\s*$",
    regex.DOTALL,
)
_BRACKETS = compiled(r"\(\s*[\"']?(?P<name>[^()]{1,60}?)[\"']?\s*\)")
_CASE = compiled(
    r"\b(?:deaths?|murder|homicide|killing|case|life|review|report|DHR)\s+(?:of|on|re|regarding"
    r"|concerning|relating to|in relation to|in respect of|about|into)\s+"
    r"(?:the\s+(?:deaths?|murders?|case|homicides?|killing)\s+of\s+)?[\"']?"
    r"(?P<name>(?:Adult|Subject|Mr|Mrs|Ms|Miss)\s+\p{Lu}\w*"
    r"|\p{Lu}[\p{L}'-]+(?:\s+and\s+\p{Lu}[\p{L}'-]+)?)[\"']?(?=[\s,.;:)(]|$)"
)
_QUOTED = compiled(r"[\"'](?P<name>\p{Lu}[\p{L} -]{1,30})[\"']")
_ABBREVIATION = compiled(
    r"^(?:DHRs?|CSPs?|QA|QA Panel|HOQA|QAP|DARDRs?|SUSR|HO|the Panel|the Partnership|the Report|the Review"
    r"|OR|ES|\p{Lu}{2,6}P|\p{Lu}?CSP|final|revised|redacted|overview report|executive summary|Act|IMRs?)$",
    regex.IGNORECASE,
)
_MARKS_OUT = compiled(
    r"^(?:(?:ref(?:erence)?|DHR|DARDR|case|re|victim|pseudonym|review|known as|no|number)\b[\s.:/#-]*)+"
    r"|[\s/,_-]*(?:DHR|DARDR|case)?[\s/,_-]*(?:19|20)\d{2}(?:[/-]\d{2,4})?\b|[\s/#_-]*\d{1,4}$",
    regex.IGNORECASE,
)
_DEATH = compiled(r"\b(?:death|murder|homicide|killing|case|review|life)s?\s*$")
_BLACKED = compiled(r"^[\W_•]*$")


def find_partnership(opening: Passage) -> tuple[str | None, Place | None]:
    """The partnership, council or area that the opening names as the review's own.

    A body ("Northmere Community Safety Partnership") is taken before a bare place ("Northmere").
    """
    bare: tuple[str, Place] | None = None
    text = opening.text.replace("\n", " ")
    for found in _WHOSE.finditer(text, overlapped=True):
        name = _trimmed(found["name"])
        if not name or _NEVER.match(name):
            continue
        start = found.start("name")
        place = opening.place(start, start + len(name))
        if _BODY.search(name):
            return name, place
        before = text[max(0, found.start() - 40) : found.start()]
        # "the death of Willow in Northmere": the person is no place.
        person = found.group().startswith("of") and _DEATH.search(before)
        if bare is None and not person:
            bare = (name, place)
    return bare if bare is not None else (None, None)


def _trimmed(name: str) -> str:
    name = " ".join(name.split()).rstrip(".,'")
    previous = None
    while previous != name:
        previous = name
        name = _TAIL.sub("", name).rstrip(".,' ")
    # "Exampleton CSP": the words for the body are the same, the short form is kept as printed.
    return regex.sub(r"\s+(?:DHR|Domestic Homicide Review|Overview Report|Report).*$", "", name)


def find_pseudonyms(opening: Passage) -> tuple[str, ...]:
    """The names in brackets or quotes, or after "the death of", by which the opening calls the case."""
    text = opening.text.replace("\n", " ")
    names: list[str] = []
    for pattern in (_BRACKETS, _QUOTED, _CASE):
        for found in pattern.finditer(text):
            names += _names(found["name"])
        if names and pattern is not _BRACKETS:
            break
    return tuple(dict.fromkeys(names))


def _names(words: str) -> list[str]:
    words = words.strip(" \"'")
    if _ABBREVIATION.match(words) or _BLACKED.match(words) or "@" in words:
        return []
    kept: list[str] = []
    for piece in regex.split(r"\s*(?:&|\band\b|,|;)\s*", words):
        piece = _MARKS_OUT.sub("", piece.strip(" \"'-/")).strip(" \"'-/")
        if _ABBREVIATION.match(piece) or not regex.match(r"\p{Lu}", piece):
            continue
        if len(piece) > 30 or _OFFICES.search(piece):
            continue
        kept.append(piece)
    return kept


_OFFICES = compiled(
    r"\b(?:Office|Panel|Partnership|Council|Review|Report|Board|Assurance|Homicide|Domestic|Act|Group)\b"
)


_SUBJECT = compiled(
    r"(?:domestic (?:homicide|abuse related death) review|\bDHR|\bDARDR|\bSUSR"
    r"|single unified safeguarding review|overview report)",
    regex.IGNORECASE,
)
_SUBJECT_WORDS = compiled(
    r"^\s*(?:re|ref|subject|our ref|your ref)\b[\s.:-]*"
    r"|\bdomestic (?:homicide|abuse[- ]related death) reviews?\b|\b(?:DHR|DARDR|SUSR|CSP|QA)s?\b"
    r"|\bsingle unified safeguarding review\b|\b(?:overview|main|final|revised) report\b"
    r"|\bexecutive summary\b|\baction plan\b|\bhome office\b|\bquality assurance\b"
    r"|\b(?:feedback|letter|panel|reports?|reviews?|case|ref(?:erence)?|victim|deceased|pseudonym)\b"
    r"|\b(?:the|into|in|of|on|for|to|about|known|as|who|died|re|your|our|final)\b"
    r"|\b(?:respect|relation|deaths?|homicide|murder|killing|concerning|regarding|relating)\b"
    r"|\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b"
    r"|\b\d[\d/.-]*(?:st|nd|rd|th)?\b|\bno\b\.?",
    regex.IGNORECASE,
)
_APART = compiled(r"\s*[-:/,;()|&\"']+\s*|\s+and\s+|\s{2,}", regex.IGNORECASE)
_CODED = compiled(
    r"(?:Adult|Subject|Person|Mr|Mrs|Ms|Miss)\.? \p{Lu}\w{0,11}|\p{Lu}{2}", regex.IGNORECASE
)
_FIRST_NAME = compiled(r"\p{Lu}[\p{L}'-]{2,20}")
_LONGEST_SUBJECT = 160


def names_in_subject(subject: Sequence[str], elsewhere: Sequence[str]) -> tuple[str, ...]:
    """The names by which a subject line calls the case ("Re: Domestic Homicide Review - Adult A").

    A bare word may be a place as well as a name: it counts where it stands nowhere in ``elsewhere``,
    the letter's other lines, which name the council and the partnership.
    """
    words = {w.casefold() for line in elsewhere for w in regex.findall(r"\p{L}+", line)}
    names: list[str] = []
    for line in subject:
        if len(line) > _LONGEST_SUBJECT or not _SUBJECT.search(line):
            continue
        pieces = [" ".join(p.split()) for p in _APART.split(_SUBJECT_WORDS.sub("  ", line))]
        for piece in filter(None, pieces):
            coded = _CODED.fullmatch(piece) is not None and piece[:1].isupper()
            bare = _FIRST_NAME.fullmatch(piece) is not None and piece.casefold() not in words
            if (coded and (len(piece) > 2 or piece.isupper())) or bare:
                names += _names(_in_small_letters(piece))
    return tuple(dict.fromkeys(names))


def _in_small_letters(name: str) -> str:
    """ "ADULT A" and "RUTH" as a name is written; initials stay."""
    if len(name) > 2 and name.isupper():
        return " ".join(
            w if len(w) < 3 and w not in ("MR", "MS") else w.title() for w in name.split()
        )
    return name
