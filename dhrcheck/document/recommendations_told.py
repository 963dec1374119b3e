"""Recommendations that stand in running text: counted off in a sentence, or one to a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from dhrcheck.document.courts import NUMBER
from dhrcheck.document.model import FlowLine, Recommendation, Role
from dhrcheck.document.passage import Passage, Span, passage_of
from dhrcheck.patterns import compiled

_RECOMMENDS = compiled(
    r"\b(?:recommend(?:s|ed)?|recommendations?|should|must|needs? to)\b"
    rf"|^(?:There are |These are )?(?:{NUMBER})(?: of them)?:",
    regex.IGNORECASE,
)
_LEAD = compiled(
    rf"^(?:[^:]{{0,90}}\brecommend\w*[^:]{{0,60}}|(?:There (?:are|is) |These are )?(?:{NUMBER})(?: of them)?)"
    r":\s*",
    regex.IGNORECASE,
)
_THAT = compiled(r"\brecommend\w*\b[^:.]{0,60}?\b(?=that\b)", regex.IGNORECASE)
_BETWEEN = compiled(r";\s*(?:and\s+)?|,?\s+and\s+(?=that\b)|,\s*(?=that\b)", regex.IGNORECASE)
_COMMAS = compiled(r";\s*(?:and\s+)?|,\s*(?:and\s+)?|\s+and\s+(?=an?\b)", regex.IGNORECASE)
_ONLY_SAYS = compiled(
    r"\b(?:recommendations? (?:are|is|were|have been|has been|can be|set out|in section|made|from)"
    r"|(?:makes?|made|making) (?:\w+ ){0,3}recommendations?"
    r"|(?:our|the|its|these) recommendations? (?:ask|aim|seek|will|which|that)"
    r"|action plan|previous|appendix|annex)\b",
    regex.IGNORECASE,
)
_ARE_MADE = compiled(
    r"\brecommendations?\s+(?:are|were|is|has|have been|has been)\s+made\b"
    r"|\b(?:makes|made|making|make|are|were|has|with)\s+(?:\w+\s+){0,3}recommendations\b",
    regex.IGNORECASE,
)
_ORDINALS = {
    word + ending: i
    for i, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(),
        1,
    )
    for ending in ("", "ly")
}
_ORDINAL = compiled(
    r"(?:(?<=[.;,:]\s)|(?<=\n)|(?<=\band\s))(?:the\s+)?"
    rf"(?P<n>{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})\b"
    r"(?:\s+(?:recommendation\s+)?(?:is|asks|was|recommends)(?:\s+that|\s+for)?|,)?",
    regex.IGNORECASE,
)
_LETTER = compiled(r"(?:^|(?<=[\s;:,]))\((?P<n>[a-z])\)\s+(?=\p{L})", regex.IGNORECASE)
_FARTHEST = 3_000
_SAME_AGAIN = compiled(r"^(?:It|This|They|These|Such|That)\b")


def told(lines: Sequence[FlowLine], role: Role) -> Iterator[Recommendation]:
    """The recommendations of a section without a list. Words of such sentences may hold more than
    one: ``listed`` is False."""
    passage = passage_of(tuple(lines))
    for sentence in passage.sentences:
        words = passage.text[sentence.start : sentence.end]
        if not _RECOMMENDS.search(words):
            continue
        pieces = _pieces(words)
        if not pieces and not _ONLY_SAYS.search(words) and not _SAME_AGAIN.match(words):
            pieces = [Span(0, len(words))]
        for piece in pieces:
            yield from _made(
                passage, sentence.start + piece.start, sentence.start + piece.end, role
            )


def told_by_letters(lines: Sequence[FlowLine], role: Role) -> list[Recommendation]:
    """ "(a) the police to record ...; (b) the council to offer ...": one each."""
    passage = passage_of(tuple(lines))
    starts: list[regex.Match[str]] = []
    for match in _LETTER.finditer(passage.text):
        if ord(match["n"].casefold()) - ord("a") == len(starts):
            starts.append(match)
    if len(starts) < 2:
        return []
    ends = [*(m.start() for m in starts[1:]), _paragraph_end(passage, starts[-1].end())]
    return [
        made
        for match, stop in zip(starts, ends, strict=True)
        for made in _made(passage, match.end(), stop, role)
    ]


def told_by_ordinals(lines: Sequence[FlowLine], role: Role) -> list[Recommendation]:
    """ "Three recommendations are made. The first asks ... The second ... Thirdly, ...": one each."""
    passage = passage_of(tuple(lines))
    for opener in _ARE_MADE.finditer(passage.text):
        end = passage.text.find("\n\n", opener.end())
        end = min(len(passage.text), opener.end() + _FARTHEST, end if end >= 0 else 10**9)
        starts: list[regex.Match[str]] = []
        for match in _ORDINAL.finditer(passage.text, opener.end(), end):
            if _ORDINALS[match["n"].casefold()] == len(starts) + 1:
                starts.append(match)
        if len(starts) < 2:
            continue
        ends = [*(m.start() for m in starts[1:]), _paragraph_end(passage, starts[-1].end())]
        return [
            made
            for match, stop in zip(starts, ends, strict=True)
            for made in _made(passage, match.end(), stop, role)
        ]
    return []


def _paragraph_end(passage: Passage, start: int) -> int:
    """The end of the sentence, which is all that is certain of the last."""
    return passage.sentence_at(start).end


def _pieces(words: str) -> list[Span]:
    """What a sentence counts off after its colon, or after "recommends that"."""
    lead = _LEAD.match(words)
    if lead is not None:
        cut = (
            _BETWEEN if ";" in words or regex.search(r"\bthat\b", words[lead.end() :]) else _COMMAS
        )
        return _split(words, lead.end(), cut)
    that = _THAT.search(words)
    return _split(words, that.end(), _BETWEEN) if that is not None else []


def _split(words: str, start: int, cut: regex.Pattern[str]) -> list[Span]:
    pieces, begun = [], start
    for match in cut.finditer(words, start):
        pieces.append(Span(begun, match.start()))
        begun = match.end()
    pieces.append(Span(begun, len(words)))
    return [p for p in pieces if len(words[p.start : p.end].split()) >= 2]


def _made(passage: Passage, start: int, end: int, role: Role) -> Iterator[Recommendation]:
    text = " ".join(passage.text[start:end].split()).strip(" .;,")
    if len(text.split()) >= 2:
        yield Recommendation(None, text, passage.place(start, end), role, None, listed=False)
