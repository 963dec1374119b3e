"""What directly follows or encloses a phrase: another noun, quotation marks, "so-called"."""

from __future__ import annotations

import regex

from dhrcheck.document.passage import Passage
from dhrcheck.patterns import compiled

_GOES_ON = frozenset(
    """and or but nor with at when while in to towards toward as during for because since by on of
    from who whom which that where if after before until so than due over about around between
    into was were is are had has have did does would could can may might will also then again not
    without despite through throughout under against among within upon although though however
    yet he she they it whose such all both only whilst involving resulting leading living known
    aged being became and/or""".split()
)
_NEXT = compiled(r"[ \n]+([\p{L}/'-]+)|(\S?)")
_SO_CALLED = compiled(
    r"\bso[\s-]*called[\"']?\s+(?:[\"']?\p{L}+[\"']?\s+){0,1}[\"']?$", regex.IGNORECASE
)


def ends_its_phrase(text: str, end: int) -> bool:
    """True where no noun follows directly: a stop, the end, or a word that opens something else."""
    found = _NEXT.match(text, end)
    word = found.group(1) if found else None
    return word is None or word.lower() in _GOES_ON or word.lower().endswith("ly")


def is_set_in_marks(passage: Passage, start: int, end: int) -> bool:
    """True where a phrase, or its first word, stands in quotation marks or follows "so-called"."""
    text = passage.text
    if _SO_CALLED.search(text[max(0, start - 40) : start]) is not None:
        return True
    first = regex.match(r"[\p{L}]+", text[start:end])
    if first is not None and text[start - 1 : start] in ("'", '"'):
        after = text[start + first.end() : start + first.end() + 1]
        if after in ("'", '"') or text[end : end + 1] in ("'", '"'):
            return True
    return passage.is_quoted(start, end)


def was_introduced(passage: Passage, start: int, end: int) -> bool:
    """True where the first word of a phrase stood in quotation marks, or after "so-called", before."""
    first = regex.match(r"[\p{L}]+", passage.text[start:end])
    if first is None:
        return False
    word = regex.escape(first.group())
    marked = rf"[\"']{word}[\"' -]|\bso[\s-]*called[\"']?\s+[\"']?{word}"
    return regex.search(marked, passage.text[:start], regex.IGNORECASE) is not None
