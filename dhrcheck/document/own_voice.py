"""Is this the review speaking for itself? Headings, reported words, words named to be criticised.

Finer than ``document/speech.py``, where a verb of speech anywhere before a phrase is enough: here it
must govern the words ("reported the assault and did not engage" reports only the assault).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import regex

from dhrcheck.document.lazy_pattern import LazyPattern
from dhrcheck.document.model import Role, Submission
from dhrcheck.document.passage import Passage, Span
from dhrcheck.document.speech import cues_before, is_said_after


@lru_cache(maxsize=1)
def _also() -> regex.Pattern[str]:
    """What agencies and their reports do with words besides the usual verbs of speech."""
    return regex.compile(
        r"\b(?:noted|document(?:s|ed)|entered|labell?ed|deemed|perceived|regarded|seen as|categorised|"
        r"classed|logged|suggest(?:s|ed)|indicat(?:es|ed)|concluded|considered|identified|assumed|assumption|"
        r"interpreted|understood|treated as|viewed|dealt with as|dismissed|minimi[sz]ed|known (?:as|to be)|"
        r"impl(?:y|ies|ied)|fear(?:s|ed)(?= (?:that|lest)\b)|worried|hoped|expected|"
        r"asked(?= (?:\w+ ){0,2}(?:why|whether|if|how)\b|"
        r"\s(?:her |him |them )?$)|"
        r"wonder(?:s|ed|ing)?|understand|heard|overheard|witnessed)\b"
        r"|\b(?:view|belief|reasons?|explanation|perception|impression|opinion)\b"
        r"(?! of the (?:panel|review|author|chair))(?= (?:\w+ ){0,8}that\b)"
        r"|\b(?:records?|notes?|IMRs?|reports?|logs?|entr(?:y|ies)|letters?|referrals?|minutes|"
        r"summar(?:y|ies)|trust|care|housing|council|school|police|agency|agencies|services?|probation|hospital|"
        r"investigation|inquiry|IOPC|GPs?|"
        r"officers?|staff|practitioners?|professionals?|workers?|team|defence|prosecution|judge|jury|court|"
        r"coroner|barrister|family|sister|brother|mother|father|daughter|son|friends?|neighbours?|colleagues?)"
        r"(?:'s)?\s+(?:\w+\s+)?"
        r"(?:found|concluded|consider(?:s|ed)|state|show(?:s|ed)?|saw|spoke of|"
        r"view(?:s|ed)?|assessment|opinion)\b",
        regex.IGNORECASE,
    )


_IT_IS_HELD = LazyPattern(
    r"\b(?:panel|review|reviewers?|author|chair|we)\b(?:,? (?:also|therefore|then|too|however|all),?)?"
    r" (?:is|are|was|were|remains?|takes?|took|has|have) (?:\w+ )?(?:of )?(?:the |an? )?(?:\w+ )?"
    r"(?:view|opinion|satisfied|clear|convinced|confident|certain|sure|mind)(?: (?:is|was))? that\b|"
    r"\bit (?:is|was|remains) (?:hard|difficult|impossible|not easy|easy) to (?:understand|see)\b|"
    r"\bit (?:is|was|has been|would be|can be) (?:\w+ )?(?:felt|thought|believed|considered|concluded|"
    r"suggested|understood|noted|argued|assumed|acknowledged|accepted)"
    r"(?! (?:by (?!the (?:panel|review|chair|author)))|at the time|that (?:at the time|then))\b",
    regex.IGNORECASE,
)
_COMPLEMENT = LazyPattern(
    r"""^["'\s,]*(?:\p{L}[\p{L}'-]*\s+){0,5}?(?:that|as|how|to\ (?:be|have)|why|whether)\b|^\s*[:"']""",
    regex.IGNORECASE | regex.VERBOSE,
)
_NEW_CLAUSE = LazyPattern(
    r"""[;]|,?\s+(?:and|but|so)\s+(?:then|later|subsequently|also|again|never|did|does|had|was|were|is|failed|
    refused|declined|would|could|became|chose|went|returned|allowed|put|disengaged|withdrew|continued|stayed|
    remained|snapped|lost|killed|stabbed)\b
    |,\s+(?:she|he|they|\p{Lu}\p{L}*|the\ (?:victim|perpetrator|deceased))\s""",
    regex.VERBOSE,
)
_CHALLENGES = LazyPattern(
    r"""\b(?:panel|review|reviewers?|author|chair|report|family|we|it|this|that|i)\s+(?:\w+\s+)?
     (?:does|do|did|would|could|can|should|must)(?:\s+not|n't)\s+(?:\w+\s+){0,2}?(?:accept|agree|support|share|
     say|suggest|imply|mean|believe|think|conclude|consider|use|write|describe|call|regard|see|view|speak|find)\b
    |\b(?:should|must|can|could|ought\ to|would)\s*(?:not|never)\s+(?:\w+\s+)?be\s+(?:said|described|
     seen|read|used|taken|assumed|concluded|written|regarded|treated|called|viewed|blamed)\b
    |\bcannot\ (?:be\ )?(?:\w+\ )?(?:say|said|conclude|concluded|agree|accept|assumed?)\b
    |\bnot\ (?:the\ case|true|right|correct|accurate|fair|appropriate|helpful|because|that)\b
    |\b(?:was|is)\ (?:not|never)\ (?:[\p{L}'-]+\ ){1,2}who\b
    |\bnot\ (?:satisfied|persuaded|convinced)\b
    |\b(?:to|in\ the\ eyes\ of)\ (?:outsiders|the\ outside\ world)\b|\boutwardly\b
    |(?<!\b(?:should|can|may|must)\ be\ )\b(?:treated|handled|dealt\ with)\b[^.;\0]{0,60}\bas\ (?:an?\ )?
     ["']?\0
    |\bnot\ a\ (?:matter|case)\ of\b|\bnot\ (?:the|our|its)\ (?:view|finding|opinion)\b|\bapologi[sz]\w*
    |\b(?:no|without\ any|little)\ (?:evidence|suggestion|basis|indication)\b.{0,40}\bthat\b
    |\b(?:victim[\s-]|self-|without\ |to\ |of\ |as\ |suggests?\ |impl\w+\ )blam\w*
    |\bstereotyp\w*|\bmyths?\b|\bmisconception\w*|\bassumptions?\b
    |\b(?:language|wording|terminology|terms?|phrases?|words?|label\w*|expressions?|descriptions?)\s
     (?:such\ as|like|that|which|used|is|are|was|were|implie[sd]|suggest\w*|can|may|should|"|')
    |\b(?:the|this|that|these)\ (?:language|wording|terminology|terms?|phrases?|labels?|expressions?)\b
    |\bcritici[sz]\w*|\bchalleng(?:e|es|ed|ing)\ (?:the|this|that|any|such|how|an?)\b
    |\bquestion(?:s|ed)\ whether\b|\bcaution\w*\ against\b
    |\b(?:wrong|unhelpful|misleading|inaccurate|simplistic|inappropriate|dismissive)\b
    |\brather\ than\b|\binstead\ of\b|\bas\ opposed\ to\b|\bfar\ from\b|\breject(?:s|ing)\b
    |\bavoid(?:s|ing)?\b|\brefrain\w*\b|\bresearch\b|\bstudies\b|\bliterature\b|\bguidance\b
    |\bso[\s-]called\b|\bvictims\b(?!')|\bsurvivors\b|\bpolic(?:y|ies)\b|\bprocedures?\b""",
    regex.IGNORECASE | regex.VERBOSE,
)
_LOOKS_BACK = LazyPattern(
    r"""["'\s]*(?:the\ (?:panel|review|author|chair|reviewers?)\b.{0,60}?\b)?
    (?:this|such|these|that)\s+(?:choice\ of\ |kind\ of\ |sort\ of\ )?
    (?:language|wording|terminology|terms?|phrases?|words?|labels?|expressions?|descriptions?|view)\b""",
    regex.IGNORECASE | regex.VERBOSE,
)
_HARDLY = LazyPattern(
    r"\b(?:seldom|rarely|hardly|scarcely)\s+(?:(?:be|been|an?|the|in)\s+)*[\"']?$", regex.IGNORECASE
)
_OPEN_QUESTION = LazyPattern(
    r"\b(?:whether|if)\b(?!\s+not\b)(?:(?!,\s+(?:she|he|they|the)\b)[^;]){0,90}$", regex.IGNORECASE
)


def is_heading(submission: Submission, passage: Passage, offset: int) -> bool:
    """True where ``offset`` lies in a heading."""
    line = passage.line_at(offset).index
    return any(s.start <= line < s.body for s in submission.sections)


def is_in_part(
    submission: Submission, passage: Passage, offset: int, roles: Iterable[Role]
) -> bool:
    """True where ``offset`` lies in a part with one of ``roles``."""
    line = passage.line_at(offset).index
    return any(p.start <= line < p.end and p.role in roles for p in submission.parts)


def is_in_section(
    submission: Submission, passage: Passage, offset: int, slots: Iterable[str]
) -> bool:
    """True where ``offset`` lies in a section that serves one of ``slots``."""
    line = passage.line_at(offset).index
    wanted = frozenset(slots)
    return any(s.start <= line < s.end and wanted & set(s.slots) for s in submission.sections)


def is_reported(passage: Passage, start: int, end: int) -> bool:
    """True where somebody else's speech, record or report governs ``text[start:end]``.

    "His mother said that", "was recorded as", "the IMR concluded". "It is felt that" and what the
    panel, the chair, the author or the review says are the review's own voice.
    """
    sentence = passage.sentence_at(start)
    if _IT_IS_HELD.search(passage.text, sentence.start, start):
        return False
    cues = [*cues_before(passage, start), *cues_before(passage, start, _also())]
    return any(
        _governs(passage.text, cue, start)
        for cue in cues
        if not _is_no_speech(passage.text, sentence.start, cue)
    ) or is_said_after(passage, start, end)


_CALLED_OUT = LazyPattern(
    r"\s+(?:to|in|out|for|at|on|again|back|by|the (?:police|ambulance)|police|an ambulance|999|101)\b",
    regex.IGNORECASE,
)
_SENT_ON = LazyPattern(r"\b(?:was|were|been|being|is|when|after|if|had)\s+(?:\w+ly\s+)?$", regex.I)


def _is_no_speech(text: str, sentence: int, cue: Span) -> bool:
    """ "called to the house", "was referred to the service": no words are given to anybody."""
    word = text[cue.start : cue.end].lower()
    if word == "called":
        return _CALLED_OUT.match(text, cue.end) is not None
    return word.startswith("referr") and _SENT_ON.search(text[sentence : cue.start]) is not None


def _governs(text: str, cue: Span, start: int) -> bool:
    between = text[cue.end : start]
    if ";" in between:
        return False
    if _COMPLEMENT.search(between):
        return True
    # "reports of a fight": a noun, not speech.
    return not between.startswith(" of ") and _NEW_CLAUSE.search(between) is None


def is_challenged(passage: Passage, start: int, end: int) -> bool:
    """True where the sentence discusses or refuses the words, or the next one looks back on them."""
    sentence = passage.sentence_at(start)
    text = passage.text
    if text[end : sentence.end].rstrip("\"') ").endswith("?"):
        return True
    before = text[sentence.start : start]
    if _OPEN_QUESTION.search(before) or _HARDLY.search(before):
        return True
    around = f"{text[sentence.start : start]}\0{text[end : sentence.end]}"
    if _CHALLENGES.search(around):
        return True
    following = passage.sentence_at(min(sentence.end + 2, len(text)))
    same_paragraph = "\n" not in text[sentence.end : following.start]
    return (
        following.start > sentence.start
        and same_paragraph
        and _LOOKS_BACK.match(text, following.start, following.end) is not None
    )
