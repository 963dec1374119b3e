"""Where the names of a list stand in a submission: in every text of it, seen or unseen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from dhrcheck.document.model import PersonRole, Submission
from dhrcheck.document.passage import Passage, passage_of, unread_in
from dhrcheck.document.speech import is_reference
from dhrcheck.outcome import Evidence
from dhrcheck.protected.beside import beside, written_ways
from dhrcheck.protected.folding import Tokens, tokens_of
from dhrcheck.protected.forms import Forms, forms_of
from dhrcheck.protected.listing import ProtectedNames
from dhrcheck.protected.matching import Match, Matcher
from dhrcheck.rulebook.phrases import word_index

_PROFESSIONALS = (PersonRole.CHAIR, PersonRole.AUTHOR, PersonRole.PANEL_MEMBER)
_NEAR_FROM = 5
"""Letters from which a misspelt surname is looked for."""
_TWO_SLIPS_FROM = 8
_PSEUDONYM_FROM = 8
"""Times from which a name of the review's people counts as its pseudonym."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A listed name in a submission. ``why`` is empty where it is certain.

    ``where`` says in plain words what it stands in ("the text", "a bookmark"); the evidence's quote
    still holds the name: it is masked with all others when results leave the engine.
    ``start`` and ``end`` are its place in the passage of all text, or None beside it.
    """

    entry: int
    where: str
    evidence: Evidence
    why: str = ""
    passage: Passage | None = None
    start: int = 0
    end: int = 0


class Search:
    """One list put to one submission; everything is looked for once."""

    def __init__(self, names: ProtectedNames, submission: Submission) -> None:
        self.names = names
        self.submission = submission

    def __repr__(self) -> str:
        return "Search(...)"

    @cached_property
    def forms(self) -> Forms:
        """The forms of the list."""
        return forms_of(self.names)

    @cached_property
    def hits(self) -> tuple[Hit, ...]:
        """All finds, text first, then what stands beside it."""
        return (*self._in_text(), *self._beside())

    @cached_property
    def passages(self) -> tuple[tuple[str, Passage], ...]:
        """All text, letter included, in two passages: the text, and headers with contents lists."""
        flow = self.submission.flow
        aside = tuple(ln for ln in flow if ln.furniture or ln.contents)
        apart = passage_of(aside, unread_in(self.submission))
        return ("the text", self.submission.passage()), ("a header, footer or contents list", apart)

    def _in_text(self) -> Iterator[Hit]:
        matcher = Matcher(self.forms)
        for where, passage in self.passages:
            tokens = tokens_of(passage.text)
            for match in (*matcher.find(passage.text), *self._near(tokens)):
                why = self._weighed(match, passage)
                if why is None:
                    continue
                found = passage.evidence(match.start, match.end, around=50)
                place = "text that is covered over" if self._is_hidden(found) else where
                yield Hit(match.entry, place, found, why, passage, match.start, match.end)

    def _is_hidden(self, found: Evidence) -> bool:
        """True where words that cannot be seen on the page stand at this place."""
        page = self.submission.files[found.file].pages[(found.page or 1) - 1]
        box = found.box
        return box is not None and any(
            h.box.x0 < box.x1 and box.x0 < h.box.x1 and h.box.y0 < box.y1 and box.y0 < h.box.y1
            for h in page.hidden
        )

    def _weighed(self, match: Match, passage: Passage) -> str | None:
        """Why a match may be of somebody else; empty where it is not, None where it surely is."""
        if not match.word or match.why.startswith("it is spelt almost"):
            return match.why
        if match.word in self._pseudonyms:
            first_name = match.why.endswith("first name alone")
            return None if first_name else "the review also uses this word as a pseudonym"
        if match.why:
            return match.why
        if match.word in self._professionals:
            return "a professional named in the review has this surname"
        return "it may be a researcher's name" if is_reference(passage, match.start) else ""

    @cached_property
    def _professionals(self) -> frozenset[str]:
        people = self.submission.facts.with_role(*_PROFESSIONALS)
        return frozenset(w for p in people for w in tokens_of(p.name).words[1:] if len(w) > 1)

    @cached_property
    def _pseudonyms(self) -> frozenset[str]:
        """The words that the review calls its people by: used often, as a name left in is not."""
        people = self.submission.facts.people
        named = {
            word
            for p in people
            if p.role not in _PROFESSIONALS
            for word in tokens_of(p.name).words
            if len(word) > 1
        }
        index = word_index(self.submission.passage().text)
        return frozenset(w for w in named if len(index.numbers_of(w)) >= _PSEUDONYM_FROM)

    def _near(self, tokens: Tokens) -> Iterator[Match]:
        """Capitalised words almost like a listed surname, that are no words of the text otherwise."""
        singles = {w: f for w, f in self.forms.singles.items() if len(w) >= _NEAR_FROM}
        if not singles:
            return
        places: dict[str, list[int]] = {}
        small: set[str] = set()
        for number, word in enumerate(tokens.words):
            if len(word) >= _NEAR_FROM - 1 and word.isalpha():
                if tokens.is_capital(number):
                    places.setdefault(word, []).append(number)
                else:
                    small.add(word)
        known = self._pseudonyms | self._professionals | self._place_words
        candidates = [w for w in places if w not in small and w not in known and w not in singles]
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        for name, form in singles.items():
            slips = 2 if len(name) >= _TWO_SLIPS_FROM else 1
            for word, _, _ in process.extract(
                name, candidates, scorer=OSA.distance, score_cutoff=slips, limit=None
            ):
                if word in (name + "s", name + "es") or (word[0] != name[0] and slips < 2):
                    continue
                for number in places[word]:
                    yield Match(
                        tokens.starts[number], tokens.end(number), form.entry,
                        "it is spelt almost like a listed name", word,
                    )  # fmt: skip

    @cached_property
    def _place_words(self) -> frozenset[str]:
        facts = self.submission.facts
        said = [f.value for f in (*facts.partnerships, *facts.agencies)]
        return frozenset(word for text in said for word in tokens_of(text).words)

    @cached_property
    def near_words(self) -> frozenset[str]:
        """Misspelt names that were found: they give away as much."""
        return frozenset(
            word
            for hit in self.hits
            if hit.why.startswith("it is spelt almost") and hit.passage is not None
            for word in tokens_of(hit.passage.text[hit.start : hit.end]).words
        )

    def _beside(self) -> Iterator[Hit]:
        matcher = Matcher(self.forms, everywhere=True)
        seen: set[tuple[int, str, int, int | None]] = set()
        for number, reading in enumerate(self.submission.files):
            for text in beside(reading):
                for way in written_ways(text.text):
                    for match in matcher.find(way):
                        key = (number, text.where, match.entry, text.page)
                        if key in seen:
                            continue
                        seen.add(key)
                        found = Evidence(number, text.page, None, text.box)
                        yield Hit(match.entry, text.where, found, match.why)
