"""``letter-points``: each point of the Panel's letter, with what the report says of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from dhrcheck.document.model import LetterPoint, Role, Submission
from dhrcheck.document.passage import clip, page_ranges, page_words
from dhrcheck.document.text import fold
from dhrcheck.kinds.answers import for_a_person, not_applicable
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.outcome import Evidence, Outcome, Status

_STEM = 6
_SHORTEST = 5
_PAGES = 3
_COMMON = frozenset(
    "about above action after again agency agencies although analysis aspect before being below "
    "between chair clear consider could detail domestic during explanation further given homicide "
    "include including information issue letter might missing needs other overview panel perhaps "
    "point quality reader recommendation report review section should similar since statement still "
    "summary there these thing those through under within without would where which while whether "
    "words worth plan plans person people required require ensure executive".split()
)


@dataclass(frozen=True, slots=True)
class LetterPoints:
    """``touches``: for each rule the words by which a point of the letter shows that it is on it."""

    touches: dict[str, tuple[str, ...]] = field(default_factory=dict)


def run(parameters: LetterPoints, question: Question) -> Outcome:
    """Always for a person to tick off; not applicable where the letter asks for nothing."""
    submission = question.submission
    points = [point for letter in submission.letters for point in letter.points]
    lost = submission.unread(Role.FEEDBACK_LETTER)
    if not points:
        if lost:
            return Outcome(
                Status.UNREAD,
                f"No point was found on the letter's pages that could be read, but"
                f" {lost.words(submission)} could not be read.",
                searched=lost.pages,
            )
        return not_applicable("The letter asks for no changes.")
    pages = _Pages(submission)
    count = len(points)
    said = [
        "The letter makes one point. Please tick it off."
        if count == 1
        else f"The letter makes {count} points. Please tick each off."
    ]
    evidence = []
    for number, point in enumerate(points, 1):
        said.append(_say(number, point, parameters, pages))
        place = point.place
        evidence.append(
            Evidence(place.file, place.page, clip(point.text), place.box, place.read, 100.0)
        )
    if lost:
        said.append(f"There may be more on {lost.words(submission)}, which could not be read.")
    return for_a_person(
        " ".join(said), evidence, page_ranges((e.file, e.page or 1) for e in evidence)
    )


def _say(number: int, point: LetterPoint, parameters: LetterPoints, pages: _Pages) -> str:
    where = page_words(page_ranges([(point.place.file, point.place.page)])[0], pages.named)
    sentence = f"{number}. “{clip(point.text, 90)}” ({where})"
    rules = _rules(point, parameters)
    if rules:
        sentence += f"; see {', '.join(rules)}"
    spoken = pages.that_speak_of(point)
    if spoken:
        sentence += f"; words of it stand on {spoken}"
    else:
        sentence += "; no page was found that speaks of it"
    return sentence + "."


def _rules(point: LetterPoint, parameters: LetterPoints) -> list[str]:
    text = f" {fold(f'{point.topic or str()} {point.text}')} "
    return [
        rule
        for rule, words in parameters.touches.items()
        if any(f" {fold(word)}" in text for word in words)
    ]


class _Pages:
    """Which words stand on which pages of everything but the letter."""

    def __init__(self, submission: Submission) -> None:
        self.named = submission if len(submission.files) > 1 else None
        self._on: dict[str, set[tuple[int, int]]] = defaultdict(set)
        passage = submission.passage((), without=(Role.FEEDBACK_LETTER, Role.CONTENTS))
        for line in passage.lines:
            for word in fold(line.text).split():
                self._on[word[:_STEM]].add((line.file, line.page))
        self._all = {page for pages in self._on.values() for page in pages}

    def that_speak_of(self, point: LetterPoint) -> str:
        """Up to three pages that share the point's rarer words, in plain words; may be empty."""
        words = {
            word[:_STEM]
            for word in fold(point.text).split()
            if len(word) >= _SHORTEST and word not in _COMMON and word.rstrip("s") not in _COMMON
        }
        # A word on half of the pages tells nothing of a point.
        usual = max(3, len(self._all) // 2)
        telling = [self._on[w] for w in words if w in self._on and len(self._on[w]) <= usual]
        score = Counter(page for pages in telling for page in pages)
        wanted = 1 if len(telling) == 1 else 2
        best = sorted(
            (page for page, hits in score.items() if hits >= wanted),
            key=lambda page: (-score[page], page),
        )[:_PAGES]
        said = [page_words(r, self.named) for r in page_ranges(best)]
        return " and ".join(filter(None, [", ".join(said[:-1]), said[-1] if said else ""]))


KIND = Kind("letter-points", LetterPoints, run)
