"""What stands around a word: other words close by, another time, another person's story."""

from __future__ import annotations

import regex

from dhrcheck.document.model import Submission
from dhrcheck.document.passage import Passage
from dhrcheck.patterns import compiled
from dhrcheck.rulebook.phrases import compile_phrases

_WORD = compiled(r"[\w'-]+")
_YEAR = compiled(r"(?<![\d/-])(?:19|20)\d\d(?![\d-])")
_OTHERS_STORY = compiled(
    r"\b(?:his|her|their|\p{L}+'s)\s+(?:late\s+|own\s+|younger\s+|older\s+|elder\s+|eldest\s+|first\s+|"
    r"maternal\s+|paternal\s+|best\s+|twin\s+|half-?)*"
    r"(?:father|mother|brother|sister|uncle|aunt|cousin|friend|grandfather|grandmother|parents?|"
    r"stepfather|stepmother|colleague|neighbour|nephew|niece|father-in-law|mother-in-law)s?\b"
    r"(?:\s+\w+){0,2}?\s+(?:died|dying|was|were|had|lost|passed|suffered|drowned|fell|killed|injured)\b"
    r"|\b(?:death|loss|deaths)\s+of\s+(?:his|her|their)\s+(?:\w+\s+)?(?:father|mother|brother|sister|"
    r"uncle|aunt|cousin|friend|grandfather|grandmother|parents?|stepfather|nephew|niece)\b"
    r"|\blost\s+(?:his|her|their)\s+(?:\w+\s+)?(?:father|mother|brother|sister|friend|parents?|sight|leg|arm)\b"
    r"|\bas\s+a\s+(?:young\s+)?(?:child|boy|girl|teenager|baby|toddler)\b|\bchildhood\b"
    r"|\bwhen\s+(?:he|she|they)\s+(?:was|were)\s+(?:a\s+|an?\s+|aged\s+|only\s+|just\s+|very\s+)*"
    r"(?:child|young|small|boy|girl|\d{1,2}|baby|teenager|[a-z]+\s+years?\s+old)\b",
    regex.IGNORECASE,
)


def near(passage: Passage, start: int, end: int, phrases: tuple[str, ...], within: int) -> bool:
    """True where one of ``phrases`` stands within so many words of ``text[start:end]``.

    Only in the same sentence: the next one speaks of something else too often.
    """
    if not phrases:
        return False
    sentence = passage.sentence_at(start)
    text = passage.text
    for match in compile_phrases(phrases).finditer(text, sentence.start, sentence.end):
        if match.start < end and start < match.end:
            continue
        gap = text[end : match.start] if match.start >= end else text[match.end : start]
        if len(_WORD.findall(gap)) <= within:
            return True
    return False


def another_time_or_person(
    passage: Passage, start: int, words: tuple[str, ...], submission: Submission
) -> bool:
    """True where the sentence at ``start`` tells of another matter than the death reviewed.

    By one of ``words``, by a relative to whom it happened, by childhood, or by a year well before
    the death.
    """
    sentence = passage.sentence_at(start)
    if compile_phrases(words).search(passage.text, sentence.start, sentence.end):
        return True
    said = passage.text[sentence.start : sentence.end]
    if _OTHERS_STORY.search(said):
        return True
    years = [int(y) for y in _YEAR.findall(said)]
    deaths = [int(f.value[:4]) for f in submission.facts.months_of_death if f.value[:4].isdigit()]
    return bool(years and deaths) and max(years) < min(deaths)


_DIED_IN = compiled(
    r"""(?P<who>\b(?:(?i:his|her|their|whose|\p{L}+'s)\s+(?:\p{Ll}+\s+){0,2}?(?P<kin>\p{Ll}[\p{Ll}-]*)
    |(?<!\p{L}\s)(?P<name>(?:(?:Mr|Mrs|Ms|Miss|Dr)\s+)?\p{Lu}[\p{L}'-]*)))
    ,?\s+(?:had\s+|was\s+|were\s+|had\s+been\s+|who\s+){0,2}
    (?:sadly\s+|tragically\s+)?(?:died|killed|injured|hurt|drowned|lost\s+(?:his|her)\s+life)\b[^.;]{0,60}$""",
    regex.VERBOSE,
)
_KIN_WORDS = frozenset(
    """father mother brother sister uncle aunt cousin friend grandfather grandmother parents stepfather
    stepmother colleague neighbour nephew niece father-in-law mother-in-law grandparents""".split()
)


def of_somebody_else(passage: Passage, start: int, victims: tuple[str, ...]) -> bool:
    """True where the sentence, before ``start``, says that a relative or another person died so."""
    before = passage.text[passage.sentence_at(start).start : start]
    found = _DIED_IN.search(before)
    if found is None:
        return False
    if found["kin"]:
        return found["kin"] in _KIN_WORDS
    name = found["name"]
    pronouns = ("She", "He", "They", "It", "Who")
    return name not in pronouns and not any(name in (v, v.split()[0]) for v in victims)


def others_only(
    passage: Passage, start: int, victims: tuple[str, ...], others: tuple[str, ...]
) -> bool:
    """True where the sentence at ``start`` names somebody, and not the victim."""
    sentence = passage.sentence_at(start)
    if compile_phrases(victims).search(passage.text, *sentence):
        return False
    return (compile_phrases((*others, *_RELATIVES)).search(passage.text, *sentence)) is not None


_RELATIVES = tuple(
    f"{whose} {who}"
    for whose in ("his", "her", "their", "the perpetrator's")
    for who in (
        "father", "mother", "brother", "sister", "uncle", "aunt", "cousin", "friend", "grandfather",
        "grandmother", "parents", "stepfather", "stepmother", "colleague", "neighbour", "nephew",
        "niece", "first husband", "first wife", "late husband", "late wife", "father-in-law",
        "former partner", "best friend", "younger brother", "older brother", "elder brother",
    )
)  # fmt: skip


_KILLING = frozenset(("murder", "manslaughter", "unlawful-killing", "infanticide"))


def says_no_killing(submission: Submission) -> bool:
    """True where the death was a suicide, or findings are given and none is of a killing."""
    facts = submission.facts
    found = {f.value for f in facts.verdicts}
    return facts.suicide or bool(found and not found & _KILLING)


_DENIES = compiled(
    r"""(?:\b(?:not(?!\ only\b|\ just\b|\ least\b)|never|no|nor|neither|hardly|cannot|rather\ than|
    instead\ of|as\ opposed\ to|far\ from|unlike|avoid\w*|refrain\w*|reject\w*|den(?:y|ies|ied|ying)|
    without|objected|wrong)|n't)\b
    (?:[\s,]+(?:an?|the|this|that|these|those|such|some|any|simply|merely|really|in|of|as|to|from|by|with|be|been|
    being|was|were|is|are|it|its|her|his|their|kind|sort|type|way|sense|call\w*|describ\w*|refer\w*|speak\w*|
    talk\w*|writ\w*|us(?:e|es|ed|ing)|regard\w*|see|seen|treat\w*|consider\w*|label\w*|dismiss\w*|known|
    term\w*|word\w*|phrase\w*|language|like|idea|suggestion|notion|claim|view|argument|death|killing|homicide|
    murder|mere|just|purely|about|there|have|has|had))*
    (?:,\s*as\ [^,.]{1,50},(?:\s*(?:an?|the))?)?
    [\s,"'(]*$""",
    regex.IGNORECASE | regex.VERBOSE,
)
_DENIES_AFTER = compiled(
    r"""^["')\s,]*(?:(?:should|must|may|can|could|ought\ to|would)\s+(?:not|never)|cannot|shouldn't
    |(?:is|was|are|were)(?:\s+not|n't|\s+never)\s+(?:an?\s+|the\s+)?(?:appropriate|acceptable|accurate|helpful|
      right|correct|used|suitable|adequate|true|what\s+happened)
    |(?:is|was|are|were)\s+(?:inappropriate|inaccurate|wrong|unacceptable|rejected|unhelpful|misleading|avoided|
      not\s+what))\b""",
    regex.IGNORECASE | regex.VERBOSE,
)


def is_denied(passage: Passage, start: int, end: int) -> bool:
    """True where the sentence says that ``text[start:end]`` is not so, or is not to be said.

    Only a denial of the very words counts: "has not recovered from the accident" denies the recovery.
    """
    sentence = passage.sentence_at(start)
    before = passage.text[max(sentence.start, start - 160) : start]
    after = passage.text[end : min(sentence.end, end + 80)]
    return _DENIES.search(before) is not None or _DENIES_AFTER.search(after) is not None
