"""``letter-points``: each point of the Panel's letter, with what the report says of it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from dhrcheck.document.model import LetterPoint, Role, Submission
from dhrcheck.document.passage import clip, page_ranges
from dhrcheck.document.text import fold
from dhrcheck.kinds.answers import for_a_person, not_applicable
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.kinds.whereabouts import body_lines, in_words
from dhrcheck.outcome import Evidence, Outcome, Status

# The standard library finds plain words in a long text in half the time.
_WORD = re.compile(r"[^\W_]{4,}")
_STEM = 6
_SHORTEST = 4
_LONG = 9
_PAGES = 3
_COMMON = frozenset(
    "about above action after again agencies agency also although analysis aspect been "
    "before being below between chair clear consider consideration considered could detail "
    "development does domestic during each ensure executive explanation from further given "
    "have homicide include including information into issue letter might missing more needs "
    "other overview panel people perhaps person plan plans point quality reader "
    "recommendation report require required review section should similar since statement "
    "still summary than that them then there these they thing this those through under "
    "understanding were what when where whether which while will with within without words "
    "worth would your".split()
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
    at = in_words(page_ranges([(point.place.file, point.place.page)]), pages.submission)
    sentence = f"{number}. “{clip(point.text, 70)}” ({at})"
    rules = _rules(point, parameters)
    if rules:
        sentence += f"; see {', '.join(rules)}"
    spoken = pages.that_speak_of(point)
    if spoken:
        sentence += f"; the files speak of it on {spoken}"
    elif not rules:
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
        self.submission = submission
        said: dict[tuple[int, int], list[str]] = defaultdict(list)
        for part in submission.parts:
            if part.role not in (Role.FEEDBACK_LETTER, Role.CONTENTS):
                for line in body_lines(part, submission):
                    said[line.file, line.page].append(line.text)
        self._on: dict[str, set[tuple[int, int]]] = defaultdict(set)
        for page, lines in said.items():
            for stem in {w[:_STEM] for w in _WORD.findall("\n".join(lines).casefold())}:
                self._on[stem].add(page)
        self._all = {page for pages in self._on.values() for page in pages}

    def that_speak_of(self, point: LetterPoint) -> str:
        """Up to three pages that share the point's rarer words, in plain words; may be empty."""
        words = {
            word[:_STEM]: len(word)
            for word in fold(point.text).split()
            if len(word) >= _SHORTEST and word not in _COMMON and word.rstrip("s") not in _COMMON
        }
        # A word on half of the pages tells nothing of a point; a long and rare one tells alone.
        usual, rare = max(3, len(self._all) // 2), max(3, len(self._all) // 8)
        score: Counter[tuple[int, int]] = Counter()
        for word, length in words.items():
            on = self._on.get(word, set())
            if len(on) <= usual:
                weight = 2 if length >= _LONG and len(on) <= rare else 1
                score.update(dict.fromkeys(on, weight))
        best = sorted(
            (page for page, hits in score.items() if hits > 1),
            key=lambda page: (-score[page], page),
        )[:_PAGES]
        return in_words(page_ranges(best), self.submission)


KIND = Kind("letter-points", LetterPoints, run, wants=True)
