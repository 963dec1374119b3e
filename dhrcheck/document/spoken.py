"""Who is spoken of: the victim, the perpetrator or somebody else, from names and the same paragraph.

Where a sentence does not say plainly of whom it speaks the answer is None.
"""

from __future__ import annotations

import regex

from dhrcheck.document.cast import Cast, Mention, Spoken, other_one
from dhrcheck.document.lazy_pattern import LazyPattern
from dhrcheck.document.passage import Passage, Span

_FILLER = LazyPattern(
    r"""(?:(?:(?<![\p{L}'])(?:had|has|have|having|was|were|is|are|did|does|do|be|been|being|would|could|can|may|
    might|will|also|then|again|often|never|always|still|later|soon|once|twice|either|herself|himself|simply|just|
    (?!family|only|reply|apply|supply)\w+ly|to|at|seemed|appeared|became|become|remained|as|very|quite|rather|
    somewhat|so|too|a|an|the|both|sometimes|continued|began|started|tended|by\ this\ time|first|
    (?:on|at)\ (?:\w+\ ){0,4}(?:occasions?|times?|points?|first)|in\ (?:\p{Lu}\w+\ )?(?:19|20)\d\d|
    throughout|thereafter|afterwards)\b|["'(])[\s,]*)+$""",
    regex.VERBOSE,
)
_COPULA = LazyPattern(
    r"""^["')]?\s*(?:,?\s*(?:who\s+)?(?:(?:had|has|have|could|would|can|may|also|then|often|always|sometimes)\s+)*
    (?:been|being|was|were|is|are|be|became|become|remained|seemed|appeared)\b|,\s+(?:an?|the)\b|,\s+(?:who|also)\b)
    (?:[\s,]+(?!(?:by|with|from|against|into|for)\b)[\p{Ll}'-]+){0,9}[\s,"'(]*$""",
    regex.VERBOSE,
)
_HAS = LazyPattern(
    r"""^\s+(?:\w+ly\s+)?(?:had|has|having|led|lived|showed|shown|displayed|demonstrated|made)
    (?:\s+(?:an?|the|several|many|repeated|further|other|similar|two|three|number\s+of|very|rather|somewhat|long|clear|known|previous|such|well-known|\w+ly))*
    (?:\s+(?:history|pattern|record|tendency|habit|reputation)\s+(?:of|to|for)(?:\s+being)?)?[\s"'(]*$""",
    regex.VERBOSE,
)
_PREPOSITION = LazyPattern(
    r"\b(?:with|of|to|for|from|by|about|between|against|on|towards|concerning|regarding)\s+$",
    regex.IGNORECASE,
)
_OPENS_CLAUSE = LazyPattern(
    r"""(?:^|[;:,(]|\b(?:and|but|that|because|when|while|whilst|although|though|if|as|so|where|since|after|before|
    until|then|however))\s*,?\s*["'(]*$
    |^[\d.\s]*(?:in|on|by|at|during|from|around|later|early|late)\s(?-i:(?:[\p{Ll}\d'-]+|January|February|March|April
    |May|June|July|August|September|October|November|December)\s){0,6}$""",
    regex.IGNORECASE | regex.VERBOSE,
)
_JOINS = LazyPattern(r"\b(?:and|but|or|then|yet)\s*$", regex.IGNORECASE)
_AFTER_THAT = LazyPattern(r"\bthat\s*$", regex.IGNORECASE)
_BY_WHOM = LazyPattern(r"[\s\"')]*(?:by|of|from|on the part of)\s+", regex.IGNORECASE)
_CAUSE = LazyPattern(
    r"\b(?:due to|because of|owing to|for|through|after|following|despite|given|citing)"
    r"(?:\s+(?:a|an|the|this|continued|repeated|ongoing|persistent|further|apparent|their))*\s*$",
    regex.IGNORECASE,
)


def spoken_of(passage: Passage, start: int, end: int, cast: Cast) -> Spoken | None:
    """Who acts, owns or is described in ``text[start:end]``, or None where that is not plain."""
    sentence = passage.sentence_at(start)
    found = cast.mentions(passage.text, sentence)
    before = [m for m in found if m.end <= start]
    subject = _subject(passage.text, sentence, start, before)
    if subject is None:
        subject = _named_after(passage.text, end, found)
    if subject is not None:
        return _resolved(passage, subject, found, cast)
    if _CAUSE.search(passage.text[sentence.start : start]):
        everybody = {_resolved(passage, m, found, cast) for m in found if m.sex != "-"}
        if len(everybody) == 1:
            return everybody.pop()
    return None


def _subject(text: str, sentence: Span, start: int, before: list[Mention]) -> Mention | None:
    """The mention that governs what begins at ``start``."""
    stripped = text[sentence.start : start].rstrip(" ,")
    bare = _FILLER.sub("", text[sentence.start : start]).rstrip()
    if regex.search(r"\bwho$", bare):
        bare = bare[:-3].rstrip(" ,")
    at = sentence.start + len(bare)
    for mention in before:
        if mention.end == at:
            return mention if _can_act(text, sentence, mention) else None
    if bare.endswith(","):
        # "Ellen, who had moved away, did not engage": the one before the first comma.
        open_ = [m for m in before if text[m.end : m.end + 1] == "," and m.end < at - 1]
        if open_ and len({(m.who, m.sex) for m in open_}) == 1:
            return open_[0]
        bare = bare.rstrip(" ,")
    if before and _is_told_of(text[before[-1].end : start]):
        return before[-1] if _can_act(text, sentence, before[-1]) else None
    if _JOINS.search(bare) or _JOINS.search(stripped):
        acting = [
            m
            for m in before
            if _OPENS_CLAUSE.search(text[sentence.start : m.start])
            and not text[m.start : m.end].endswith(("'s", "'"))
            and text[m.start : m.end].lower() not in ("her", "his", "him")
        ]
        if len({m.who for m in acting}) > 1 and _AFTER_THAT.search(text[: acting[-1].start]):
            # "Ellen said that Martin shouted and refused support": either of them.
            return None
        return acting[-1] if acting else None
    return None


def _is_told_of(between: str) -> bool:
    """True for what links somebody to a description: "was a very", "had a long history of"."""
    return _COPULA.match(between) is not None or _HAS.match(between) is not None


def _can_act(text: str, sentence: Span, mention: Mention) -> bool:
    """False for somebody after a preposition ("contact with Ellen was difficult"), but for an owner."""
    owns = text[mention.start : mention.end].lower().endswith(("'s", "'", "her", "his"))
    return owns or _PREPOSITION.search(text[sentence.start : mention.start]) is None


def _named_after(text: str, end: int, found: list[Mention]) -> Mention | None:
    by = _BY_WHOM.match(text, end)
    if by is None:
        return None
    at = by.end()
    return next((m for m in found if m.start == at and m.who is not None), None)


def _resolved(
    passage: Passage, mention: Mention, found: list[Mention], cast: Cast
) -> Spoken | None:
    """The role of a mention; a pronoun's by whom it can mean here."""
    if mention.who is not None:
        return mention.who
    if not mention.sex:
        return None
    earlier = [m for m in found if m.end <= mention.start and _can_be(m, mention.sex)]
    if earlier:
        return next((m for m in reversed(earlier) if m.sex), earlier[-1]).who
    sentence = passage.sentence_at(mention.start)
    for _ in range(3):
        previous = passage.sentence_at(max(0, sentence.start - 2))
        if previous.start >= sentence.start or "\n" in passage.text[previous.end : sentence.start]:
            break
        named = [m for m in cast.mentions(passage.text, previous) if _can_be(m, mention.sex)]
        if named:
            return named[0].who
        sentence = previous
    fits = [w for w in (Spoken.VICTIM, Spoken.PERPETRATOR) if cast.sex_of(w) == mention.sex]
    if len(fits) != 1:
        return None
    # The other one is of the other sex, or is named beside the pronoun.
    other = other_one(fits[0])
    named_too = any(m.who is other for m in found)
    return fits[0] if cast.sex_of(other) or named_too else None


def _can_be(mention: Mention, sex: str) -> bool:
    """True for somebody named whom a pronoun of this sex can mean."""
    return mention.who is not None and mention.sex in ("", sex)
