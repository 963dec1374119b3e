"""Pages in a language that is not checked: Welsh, which reviews in Wales may also be written in."""

from __future__ import annotations

from collections.abc import Sequence

from dhrcheck.document.model import FlowLine, Page
from dhrcheck.document.passage import page_ranges
from dhrcheck.outcome import PageRange
from dhrcheck.patterns import compiled

_WORD = compiled(r"[a-zâêîôûŵŷäëïöü']+")
_WELSH = frozenset(
    "yn yr i'r o'r a'r ac ar wedi mae oedd roedd fod bod gyda neu hyn hon hwn ei eu gan am ond nid "
    "sydd cael gael fel gall dylai pob rhwng hefyd i'w o'i a'i hynny dan drwy heb ym mewn yng nad na "
    "cam-drin adolygiad dioddefwr teulu heddlu cyngor gwasanaeth gwasanaethau asiantaethau panel "
    "bwrdd diogelwch cymunedol domestig argymhellion adroddiad marwolaeth iechyd cymdeithasol".split()
)
_ENGLISH = frozenset(
    "the of and to was were that with for which had by from this she he it as".split()
)
_FEWEST = 25
"""Words that a page needs before its language can be told."""


def find_languages(
    flow: Sequence[FlowLine], pages: Sequence[Page]
) -> tuple[tuple[PageRange, str], ...]:
    """Runs of pages in Welsh, each with that name."""
    welsh = [
        (page.file, page.number)
        for page in pages
        if _is_welsh(" ".join(ln.text for ln in flow[page.first_line : page.end_line]))
    ]
    return tuple((run, "Welsh") for run in page_ranges(welsh))


def _is_welsh(text: str) -> bool:
    if " yn " not in text and " yr " not in text:
        return False
    words = _WORD.findall(text.lower())
    if len(words) < _FEWEST:
        return False
    welsh = sum(1 for word in words if word in _WELSH)
    english = sum(1 for word in words if word in _ENGLISH)
    return welsh > 2 * english and welsh > 0.12 * len(words)
