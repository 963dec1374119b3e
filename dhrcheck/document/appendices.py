"""The appendices of a submission: where each is mentioned, where each opens, which are withheld.

The Panel's letter is left out: its words on attachments are not the report's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from dhrcheck.document.appendix_headings import Opening, find_openings
from dhrcheck.document.appendix_names import AppendixName, Naming, find_namings
from dhrcheck.document.model import Role, Submission
from dhrcheck.document.passage import Passage, clip, passage_of
from dhrcheck.document.sentences import split_sentences
from dhrcheck.outcome import Evidence
from dhrcheck.patterns import compiled

_OURS = compiled(
    r"^(?:the|this|our)\s+(?:present\s+|overview\s+|main\s+|full\s+|final\s+|executive\s+)*"
    r"(?:report|review|summary|document|bundle|(?:dhr|dardr|domestic homicide review)"
    r"(?:\s+(?:overview\s+)?report)?)\b(?!['\w]|\s+(?:guidance|polic|procedure|of the|into))",
    regex.IGNORECASE,
)
_PUBLISHED = (
    r"guidance|acts?|bill|imrs?|individual management (?:review|report)s?|internal management "
    r"(?:review|report)s?|polic(?:y|ies)|procedures?|protocols?|regulations?|frameworks?|codes?|"
    r"codes? of practice|toolkits?|handbooks?|manuals?|strateg(?:y|ies)|contracts?|directives?|"
    r"standards?|legislation|statute|circulars?|serious case review|safeguarding adults? review|"
    r"child (?:safeguarding )?practice review|inquest report|investigation(?: report)?|"
    r"inquiry(?: report)?|working together"
)
"""Documents with appendices of their own."""
_FOREIGN = (
    rf"(?:{_PUBLISHED}|terms and conditions|letter|statement|study|research|paper|chronolog(?:y|ies)|"
    r"assessment|agreement|convention|order)"
)
"""These too, where the words say "of" it; "the chronology (Appendix B)" is an appendix of ours."""
_OF_FOREIGN = compiled(
    rf"^[)\"'\]]*,?\s*(?:of|(?:to|in|from|within|at)\s+(?=(?:the|this|that|its|their|a)\b|\p{{Lu}}))"
    rf"\s*(?P<owner>(?:[\p{{L}}\d'(),-]+\s+){{0,6}}?{_FOREIGN})\b",
    regex.IGNORECASE,
)
_OF = compiled(r"^[)\"'\]]*\s*(?:of|from)\s+(?P<owner>[^.;:\n]{0,80})", regex.IGNORECASE)
_FOREIGN_BEFORE = compiled(
    rf"\b(?:{_PUBLISHED})(?:'s?|\s*\(?(?:19|20)\d\d\)?)*\s*[,(\[-]?\s*(?:\d{{4}},?\s*)?"
    rf"(?:at\s+|in\s+|its\s+|and\s+its\s+|\((?:19|20)\d\d\)\s*)?$",
    regex.IGNORECASE,
)
_POINTER_BEFORE = compiled(
    r"\((?:see|at|in|please see|refer to|attached)\s*$|\bsee\s*$", regex.IGNORECASE
)
_ITS = compiled(r"\b(?:its|their|whose)\s*$", regex.IGNORECASE)
_CLAUSE = compiled(r"[.,;:\n]|\band\b")
_AROUND = 12
"""Lines each side within which a quotation is looked for."""
_MERE_NAME = 40
"""Characters up to which quotation marks only set off an appendix's own title."""
_WITHHELD = compiled(
    r"\bwith-?held\b|\bnot (?:for|intended for|suitable for|available for) publication\b"
    r"|\bnot (?:be |been |being |to be )?(?:published|included|reproduced|attached|shared)\b"
    r"|\bremoved\b|\bredacted\b|\bomitted\b|\bunpublished\b|\bon request\b|\btaken out\b"
    r"|\bconfidential (?:appendix|annex)|\b(?:appendix|annex) is confidential\b"
    r"|\brestricted circulation\b|\bis not public\b",
    regex.IGNORECASE,
)
_PLURALS = ("appendices", "annexes", "attachments")
_ALL_WITHHELD = compiled(
    r"\b(?:appendices|annexes|attachments)\b[^.\n]{0,80}?(?:withheld|removed|redacted|omitted"
    r"|not (?:be |been |being |to be )?(?:for publication|published|included|reproduced))"
    r"|(?:withheld|removed|omitted)\b[^.\n]{0,40}\b(?:appendices|annexes|attachments)\b",
    regex.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One appendix as the review mentions it. ``about`` is what the words say it holds (its title
    in the contents list, or the words near it); ``listed`` is True in a contents list."""

    name: AppendixName
    printed: str
    evidence: Evidence
    about: str
    listed: bool = False
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Appendices:
    """All that the submission says of its appendices.

    ``all_withheld`` is True where it says of all of them that they are not published.
    """

    mentions: tuple[Mention, ...]
    openings: tuple[Opening, ...]
    all_withheld: bool
    passage: Passage


def find_appendices(submission: Submission) -> Appendices:
    """Reads the whole submission, but for the Panel's letters."""
    passage = submission.passage((), without=(Role.FEEDBACK_LETTER,))
    openings = find_openings(submission)
    opened_at = {o.line for o in openings if o.line is not None}
    mentions = (*_listed(submission), *_mentioned(passage, opened_at))
    return Appendices(mentions, openings, _are_all_withheld(passage.text), passage)


def _are_all_withheld(text: str) -> bool:
    folded = text.lower()
    if len(folded) != len(text):
        # A letter that became two ("İ") has moved all that follows.
        folded = "".join(c.lower() if c.isascii() else c for c in text)
    for word in _PLURALS:
        at = folded.find(word)
        while at >= 0:
            # The pattern holds within one line of this length round the word.
            if _ALL_WITHHELD.search(text, max(0, at - 60), at + 160):
                return True
            at = folded.find(word, at + 1)
    return False


def _listed(submission: Submission) -> Iterator[Mention]:
    for entry in submission.contents:
        line = submission.flow[entry.line]
        for naming in find_namings(entry.title):
            about = entry.title[naming.end :]
            for name, printed in naming.names:
                evidence = Evidence(
                    line.file, line.page, clip(entry.title), line.box, line.read, 100.0
                )
                yield Mention(
                    name, printed, evidence, about, True, _WITHHELD.search(about) is not None
                )


def _mentioned(passage: Passage, opened_at: set[int]) -> Iterator[Mention]:
    text = passage.text
    for naming in find_namings(text):
        withheld = _said_withheld(passage, naming)
        if passage.line_at(naming.start).index in opened_at:
            # The heading itself may say "Appendix C: not for publication": no mention, but heard.
            if not withheld:
                continue
        elif _is_foreign(passage, naming):
            continue
        about = _near(text, naming)
        evidence = passage.evidence(naming.start, naming.end, around=60)
        for name, printed in naming.names:
            yield Mention(name, printed, evidence, about, False, withheld)


def _near(text: str, naming: Naming) -> str:
    """The clause that the naming stands in: what the words say the appendix holds."""
    before = _CLAUSE.split(text[max(0, naming.start - 60) : naming.start])[-1]
    after = _CLAUSE.split(text[naming.end : naming.end + 60])[0]
    return f"{before} {after}"


def _said_withheld(passage: Passage, naming: Naming) -> bool:
    return _WITHHELD.search(_sentence(passage.text, naming)[0]) is not None


def _is_foreign(passage: Passage, naming: Naming) -> bool:
    """True where the words are on an appendix of another document."""
    sentence, start = _sentence(passage.text, naming)
    before = sentence[max(0, start - 90) : start]
    end = start + naming.end - naming.start
    after = sentence[end : end + 110]
    owner = _OF.match(after)
    foreign = _OF_FOREIGN.match(after)
    if foreign is not None:
        # "Appendix A of this review": ours; "of the DHR guidance": theirs.
        return _OURS.match(foreign["owner"].strip()) is None
    if owner is not None:
        words = owner["owner"].strip()
        if words[:4].casefold() in ("the ", "this", "our ", "that", "its ") or words[:1].isupper():
            return _OURS.match(words) is None
    if _ITS.search(before):
        return True
    if _FOREIGN_BEFORE.search(before) and not _POINTER_BEFORE.search(before):
        return True
    if passage.is_footnote(naming.start):
        return regex.search(rf"\b{_FOREIGN}\b", before + after, regex.IGNORECASE) is not None
    return _is_quoted(passage, naming)


def _is_quoted(passage: Passage, naming: Naming) -> bool:
    """True where the words stand in a quotation; only the lines around are looked at."""
    first = passage.lines.index(passage.line_at(naming.start))
    around = slice(max(0, first - _AROUND), first + _AROUND)
    lines, shift = passage.lines[around], passage.starts[around][0]
    near = passage_of(lines)
    return any(
        q.start <= naming.start - shift
        and naming.end - shift <= q.end
        and q.end - q.start > _MERE_NAME
        for q in near.quotations
    )


def _sentence(text: str, naming: Naming) -> tuple[str, int]:
    """The sentence that holds the naming, and where the naming begins in it."""
    first = text.rfind("\n", 0, naming.start) + 1
    last = text.find("\n", naming.end)
    paragraph = text[first : last if last >= 0 else len(text)]
    at = naming.start - first
    for span in split_sentences(paragraph):
        if span.start <= at < span.end:
            return paragraph[span.start : span.end], at - span.start
    return paragraph, at
