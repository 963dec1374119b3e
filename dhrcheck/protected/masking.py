"""Masking: what leaves the engine holds no listed name.

It is done once, here, on the whole report: messages, quotes, titles, file names, the text of the flow.
Every form of output then shows what is left.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

from dhrcheck.document.model import FlowLine, Submission
from dhrcheck.document.names import NOT_SUBJECTS
from dhrcheck.patterns import compiled
from dhrcheck.protected.finding import Search
from dhrcheck.protected.folding import Tokens, tokens_of
from dhrcheck.protected.forms import Forms, forms_of
from dhrcheck.protected.listing import ProtectedNames
from dhrcheck.protected.matching import Matcher, glued_in
from dhrcheck.reading.model import FileReading

MASK = "[protected name]"

_CAMEL = compiled(r"(?<=\p{Ll})(?=\p{Lu})")
_BETWEEN = compiled(r"(?:[\s.,'’&_%+-]|20){0,4}")
_CUT = 3
"""Letters from which the beginning of a name at a quote's cut end is masked."""
_KEPT = ("flow", "tables", "pages")

T = TypeVar("T")


class Mask:
    """Masks the names of a list.

    With the ``search`` of a submission also the misspelt names that it found there; and names that
    are ordinary words too, wherever they stand with a capital, if it found them in use as names.
    """

    def __init__(self, names: ProtectedNames, search: Search | None = None) -> None:
        self._forms: Forms = search.forms if search is not None else forms_of(names)
        self._matcher = Matcher(self._forms)
        self._search = search
        self._also = search.near_words if search is not None else frozenset()
        self._used = frozenset(h.entry for h in search.hits) if search is not None else frozenset()
        self._first = frozenset(self._forms.by_word) | self._also
        self._longer = tuple(
            f.words[0] for forms in self._forms.by_word.values() for f in forms if not f.ordinary
        )

    def __repr__(self) -> str:
        return "Mask(...)"

    def text(self, text: str) -> str:
        """``text`` with every listed name replaced."""
        if not text:
            return text
        spans = self.spans(text)
        return _replaced(text, spans) if spans else text

    def changes(self, text: str) -> bool:
        """True where ``text`` holds a listed name."""
        return self.text(text) != text

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where the listed names stand in ``text``; they may overlap."""
        spans = self._spans(text)
        if _CAMEL.search(text):
            # A name glued to other words by capitals alone: "ReviewAnnaExample".
            apart, back = _taken_apart(text)
            spans += [(back[a], back[b - 1] + 1) for a, b in self._spans(apart) if b > a]
        return spans

    def _spans(self, text: str) -> list[tuple[int, int]]:
        tokens = tokens_of(text)
        spans = [(m.start, m.end) for m in self._matcher.find(text)]
        spans += [(m.start, m.end) for m in glued_in(tokens, self._forms)]
        for at, word in enumerate(tokens.words):
            if word in self._first and self._is_masked(word, tokens.is_capital(at)):
                spans.append((tokens.starts[at], tokens.end(at)))
        return spans + self._cut(tokens)

    def _is_masked(self, word: str, capital: bool) -> bool:
        """True for a word that is masked wherever it stands: a surname, a first name alone."""
        if word in self._also:
            return True
        return any(
            len(f.words) == 1
            and (not f.ordinary or (capital and f.entry in self._used and word not in NOT_SUBJECTS))
            for f in self._forms.by_word.get(word, ())
        )

    def _cut(self, tokens: Tokens) -> list[tuple[int, int]]:
        """The beginning of a name at the end of a quote that was cut short."""
        if not tokens.words or not tokens.text.rstrip().endswith(("…", "...")):
            return []
        last = len(tokens.words) - 1
        begun = tokens.words[last]
        if len(begun) < _CUT or not tokens.is_capital(last):
            return []
        whole = any(word.startswith(begun) for word in (*self._longer, *self._also))
        return [(tokens.starts[last], tokens.end(last))] if whole else []

    def value(self, value: T) -> T:
        """Any frozen value with all its texts masked; the same object where nothing changes."""
        masked: T = self._masked(value)
        return masked

    def _masked(self, value: Any) -> Any:
        if isinstance(value, Enum) or value is None:
            return value
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, tuple):
            items = [self._masked(item) for item in value]
            if all(a is b for a, b in zip(items, value)):
                return value
            return type(value)(*items) if hasattr(value, "_fields") else tuple(items)
        if isinstance(value, dict):
            return {self._masked(k): self._masked(v) for k, v in value.items()}
        if is_dataclass(value) and not isinstance(value, type):
            changed = {}
            for f in fields(value):
                given = getattr(value, f.name)
                if f.init and not isinstance(given, (int, float, Path)) and given is not None:
                    own = self._masked(given)
                    if own is not given:
                        changed[f.name] = own
            return replace(value, **changed) if changed else value
        return value

    def submission(self, submission: Submission) -> Submission:
        """A submission for showing. The lines of its pages as read are left out of it.

        They are of no use for showing, and a name may be broken over them.
        """
        others = {
            f.name: self._masked(getattr(submission, f.name))
            for f in fields(submission)
            if f.init and f.name not in (*_KEPT, "files", "vocabulary")
        }
        files = tuple(self._file(reading) for reading in submission.files)
        flow = self._flow(submission)
        return replace(
            submission, files=files, flow=flow, tables=self._masked(submission.tables), **others
        )

    def _file(self, reading: FileReading) -> FileReading:
        pages = tuple(replace(p, lines=(), tables=()) for p in reading.pages)
        return self.value(replace(reading, pages=pages))

    def _flow(self, submission: Submission) -> tuple[FlowLine, ...]:
        """The lines masked one by one, and names that are broken over lines by their places."""
        flow = list(self._masked(submission.flow))
        for hit in self._search.hits if self._search is not None else ():
            if hit.passage is None:
                continue
            for line, start, end in zip(
                hit.passage.lines, hit.passage.starts, (*hit.passage.starts[1:], hit.end + 1)
            ):
                if start < hit.end and hit.start < end and hit.start < start + len(line.text):
                    a, b = max(0, hit.start - start), min(len(line.text), hit.end - start)
                    if flow[line.index].text == line.text and b > a:
                        text = _replaced(line.text, [(a, b)])
                        flow[line.index] = replace(line, text=text)
        return tuple(flow)


def _taken_apart(text: str) -> tuple[str, list[int]]:
    """``text`` with a space at each change to a capital, and where each character came from."""
    pieces: list[str] = []
    back: list[int] = []
    position = 0
    for cut in [*(m.start() for m in _CAMEL.finditer(text)), len(text)]:
        piece = text[position:cut]
        pieces.append(piece)
        back += range(position, cut)
        if cut < len(text):
            pieces.append(" ")
            back.append(cut - 1)
        position = cut
    return "".join(pieces), back


def _replaced(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """``text`` with each span as one mask; spans with next to nothing between them become one."""
    merged: list[list[int]] = []
    for start, end in sorted(spans):
        if merged and (
            start <= merged[-1][1] or _BETWEEN.fullmatch(text[merged[-1][1] : start]) is not None
        ):
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    out: list[str] = []
    position = 0
    for start, end in merged:
        out += [text[position:start], MASK]
        position = end
    return "".join([*out, text[position:]])
