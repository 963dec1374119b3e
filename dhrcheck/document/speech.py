"""Whose words, and are they denied? What a sentence says around a phrase.

All of it reads one sentence or paragraph and answers yes or no; where a sentence does not say, the
answer is no.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from dhrcheck.document.passage import Passage, Span
from dhrcheck.patterns import compiled

_VERBS = (
    r"said|says|saying|told|telling|stated|states|stating|claim(?:s|ed|ing)|alleg(?:es|ed|ing)"
    r"|recall(?:s|ed)|remember(?:s|ed)|wrote|written by|assert(?:s|ed|ing)|maintain(?:s|ed)|insist(?:s|ed)"
    r"|argu(?:es|ed|ing)|explain(?:s|ed)|disclos(?:es|ed)|confid(?:es|ed)|texted|messaged|posted"
    r"|testified|denied|admitted|shouted|replied|complained|commented|remarked|added"
    r"|report(?:s|ed)(?! to\b| by\b| on\b)|record(?:s|ed)(?! of\b)|informed|thought|believed|felt"
    r"|describ(?:es?|ed|ing)|refer(?:s|red|ring)? to|called|considered it|viewed|characteris(?:es|ed|ing)"
)
_CUE = compiled(
    rf"\b(?:{_VERBS})\b"
    r"|\baccording to\b|\bin (?:his|her|their|its) (?:own )?words\b|\bin (?:police )?interview\b"
    r"|\b(?:the )?(?:defence|prosecution|barrister|judge|coroner|jury|court)(?: case| team)? "
    r"(?:was|heard|accepted|put|suggested|submitted|found|concluded|ruled)\b"
    r"|\b(?:words|account|version|statement|letter|diary|log|entry|tribute) (?:of|from|by|reads?|was)\b"
    r"|\bthe (?:family|families|records?|notes?|log|neighbours?)'s? (?:words|view|account|term)\b"
    r"|\b(?:so-called|quote|quoted|quoting|phrase|expression|term|wording|words like|words such as)\b",
    regex.IGNORECASE,
)
_OWN_VOICE = compiled(
    r"\b(?:panel|review|reviewer|reviewers|author|authors|chair|report|we|i)"
    r"(?:'s)?(?:\s+(?:has|have|had|was|were|is|are|could|can|did|does|do|would|not|also|"
    r"therefore|further|itself|members?|team))*\s*$",
    regex.IGNORECASE,
)
_TOLD_TO = compiled(r"\b(?:was|were|been|is|are)\s+(?:also\s+)?$", regex.IGNORECASE)
_PASSIVE = compiled(r"(?:told|informed|advised)$", regex.IGNORECASE)
_NEGATION = compiled(
    r"\b(?:not(?! only\b| just\b| least\b)|never|no(?! doubt\b| longer\b| one\b)|nor|neither|without"
    r"|cannot|nothing|avoid(?:s|ed|ing)?|rather than|instead of|as opposed to|far from|refrain\w*"
    r"|reject(?:s|ed|ing)?|den(?:y|ies|ied|ying)|unlike)\b|n't\b",
    regex.IGNORECASE,
)
_CLAUSE_END = compiled(r"[;:]|,\s*(?:but|and|which|who|although|because|so)\b|\bbut\b", regex.I)
_NEGATED_AFTER = compiled(
    r"""^["')\s,]*(?:(?:should|must|may|can|could|ought|would)\s+(?:not|never)|cannot|shouldn't
    |(?:is|was|are|were)(?:\s+not|n't)\s+(?:an?\s+|the\s+)?
      (?:appropriate|acceptable|accurate|helpful|right|correct|accident|used|suitable|adequate)
    |(?:is|was|are|were)\s+(?:inappropriate|inaccurate|wrong|unacceptable|rejected|unhelpful|misleading))\b""",
    regex.IGNORECASE | regex.VERBOSE,
)
_ACT = compiled(
    r"(?:\p{Lu}[\p{L}'&-]*,?\s+(?:(?:and|of|the|in|for|to|on|by|etc\.?)\s+|\([^()]{1,40}\)\s+)*)+"
    r"(?:Act|Bill|Regulations|Order|Measure|Strategy|Guidance|Code of Practice|Convention|Plan|Scheme"
    r"|Policy|Protocol|Framework|Toolkit|Programme|Service|Unit|Team|Forum|Trust|Board|Partnership)\b"
    r"(?:\s*\(?\d{4}\)?)?"
)
_DEFINITION = compiled(
    r"\b(?:(?:is|are|was|were) (?:\w+ )?defined (?:as|in|by|under)|defin(?:es|ing) \p{L}|definitions? of"
    r"|definition (?:states|reads|includes|is)|(?:statutory|government|official|legal) definition"
    r"|for the purposes? of (?:this|the) (?:act|review|section|guidance))\b",
    regex.IGNORECASE,
)
_MEANS = compiled(r"""^["']?\p{Lu}[\p{L} '/()-]{2,60}["']?\s*(?:means|refers to|is the term)\b""")
_CITATION = compiled(
    r"""https?://|\bwww\.|\bdoi\b|\bet\ al\b|\bibid\b|\bISBN\b|\bop\.?\ cit\b
    |^\[?\d{0,3}\]?[\s.]*\p{Lu}[\p{L}'-]+,\s+(?:\p{Lu}\.[\s,&]*){1,3}.{0,120}\(\d{4}[a-z]?\)
    |\bJournal\ of\b|\bVol(?:ume)?\.?\ \d|\bpp?\.\ ?\d""",
    regex.VERBOSE,
)
_INTRODUCTION = compiled(
    rf"(?:\b(?:{_VERBS}|tribute|quote|words|letter|reads?|follows|following|poem|message)\b"
    r"[^.!?]{0,160}[:.,-]?|:)\s*$",
    regex.IGNORECASE,
)


def is_attributed(passage: Passage, start: int, end: int | None = None) -> bool:
    """True where the sentence at ``start`` gives its words to somebody other than the review.

    "His mother said that", "according to", "the defence argued", "was recorded as". What the panel,
    the author or the report itself says is the review's own voice; what it "was told" is not.
    """
    finish = start if end is None else end
    if next(cues_before(passage, start), None) is not None:
        return True
    return is_said_after(passage, start, finish)


def cues_before(
    passage: Passage, start: int, cue: regex.Pattern[str] | None = None
) -> Iterator[Span]:
    """Where the sentence, before ``start``, gives words to somebody other than the review.

    ``cue`` is what counts as such a place, where it is not the usual words of speech and record.
    """
    sentence = passage.sentence_at(start)
    before = passage.text[sentence.start : start]
    for match in (cue or _CUE).finditer(before):
        if not _is_own_voice(before[: match.start()], match.group()):
            yield Span(sentence.start + match.start(), sentence.start + match.end())


def is_said_after(passage: Passage, start: int, end: int) -> bool:
    """True where the sentence gives its words to somebody after they stand ("..., his mother said")."""
    after = passage.text[end : passage.sentence_at(start).end]
    return any(
        not _is_own_voice(after[: cue.start()], cue.group()) for cue in _SAID_AFTER.finditer(after)
    )


_SAID_AFTER = compiled(
    r"(?<=[,\"'-]\s{0,2}(?:[\p{L}'-]+\s+){0,5})"
    r"\b(?:said|told|recalled|added|explained|stated|claimed|wrote|insisted|replied)\b"
    r"|\baccording to\b|\bin (?:his|her|their) (?:own )?words\b",
    regex.IGNORECASE,
)


def _is_own_voice(before: str, cue: str) -> bool:
    if _PASSIVE.search(cue) and _TOLD_TO.search(before):
        return False
    return _OWN_VOICE.search(before) is not None


def is_negated(passage: Passage, start: int, end: int) -> bool:
    """True where ``text[start:end]`` is denied, avoided or set against something in its sentence."""
    sentence = passage.sentence_at(start)
    before = passage.text[max(sentence.start, start - 70) : start]
    breaks = [m.end() for m in _CLAUSE_END.finditer(before)]
    if breaks:
        before = before[breaks[-1] :]
    if _NEGATION.search(before):
        return True
    return _NEGATED_AFTER.search(passage.text[end : sentence.end]) is not None


def is_in_title(passage: Passage, start: int, end: int) -> bool:
    """True where ``text[start:end]`` overlaps the name of an Act, a strategy, a scheme or a body."""
    left = max(0, start - 160)
    window = passage.text[left : min(len(passage.text), end + 160)]
    if "\n" in window:
        cut = window.rfind("\n", 0, start - left) + 1
        stop = window.find("\n", end - left)
        left, window = left + cut, window[cut : stop if stop >= 0 else len(window)]
    return any(left + m.start() < end and start < left + m.end() for m in _ACT.finditer(window))


def is_definition(passage: Passage, start: int) -> bool:
    """True where the sentence at ``start`` defines a term."""
    sentence = passage.sentence_at(start)
    words = passage.text[sentence.start : sentence.end]
    return _DEFINITION.search(words) is not None or _MEANS.search(words) is not None


def is_reference(passage: Passage, offset: int) -> bool:
    """True where ``offset`` lies in a footnote or in a sentence that cites a source."""
    if passage.is_footnote(offset):
        return True
    left = passage.text.rfind("\n", 0, offset) + 1
    right = passage.text.find("\n", offset)
    paragraph = passage.text[left : right if right >= 0 else len(passage.text)]
    # A long paragraph that merely holds a citation is prose.
    return len(paragraph) < 400 and _CITATION.search(paragraph) is not None


def introduces_words(paragraph: str) -> bool:
    """True where a paragraph ends by announcing somebody's words, or with a colon."""
    return _INTRODUCTION.search(paragraph[-220:]) is not None
