"""What the review is: partnership, people as they are called, month of death, outcome in law, parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dhrcheck.brief.model import Entry, Standing
from dhrcheck.brief.pages import LEFT_OUT, all_read, looked_on, on, plain, said_pages
from dhrcheck.document.fact_words import month_words, sentence_words
from dhrcheck.document.model import Fact, Person, PersonRole, Role, Submission
from dhrcheck.engine import PLAIN_NAME
from dhrcheck.output.wording import listed

_PARTS = (
    Role.OVERVIEW_REPORT,
    Role.EXECUTIVE_SUMMARY,
    Role.ACTION_PLAN,
    Role.FEEDBACK_LETTER,
)
_MOST_PEOPLE = 8
TITLE = "Reviewer's brief"


def title_of(submission: Submission) -> str:
    """ "Reviewer's brief: Ellen, Safer Northmere Partnership"; less where less is known."""
    facts = submission.facts
    known = [p.name for p in facts.with_role(PersonRole.VICTIM)[:2]]
    about = [listed(known)] if known else []
    about += [fact.value for fact in facts.partnerships[:1]]
    said = plain(", ".join(filter(None, about)), 120)
    return f"{TITLE}: {said}" if said else TITLE


def subject_entries(submission: Submission) -> tuple[Entry, ...]:
    """The entries of the brief's first chapter, in the order of a panel's reading."""
    facts = submission.facts
    entries = [
        _partnership(submission),
        _people("Who died, as named here", PersonRole.VICTIM, submission),
        _facts("Month of death", facts.months_of_death, submission, month_words),
    ]
    if facts.ages_at_death:
        entries.append(_facts("Age at death", facts.ages_at_death, submission))
    if facts.suicide:
        entries.append(Entry("How the person died", "The review says: by suicide."))
    entries.append(_outcome_in_law(submission))
    if facts.with_role(PersonRole.PERPETRATOR) or not facts.suicide:
        entries.append(_people("Perpetrator, as named", PersonRole.PERPETRATOR, submission))
    entries.append(parts_entry(submission))
    entries += _letters(submission)
    return tuple(entries)


def by_value(
    facts: Iterable[Fact], submission: Submission, say: Callable[[str], str] = str
) -> tuple[list[str], list[tuple[int, int]]]:
    """Each value once, with its pages where values differ; and all pages."""
    found: dict[str, list[tuple[int, int]]] = {}
    for fact in facts:
        found.setdefault(fact.value, []).append((fact.place.file, fact.place.page))
    everywhere = [page for pages in found.values() for page in pages]
    if len(found) == 1:
        return [plain(say(value)) for value in found], everywhere
    return [f"{plain(say(v), 100)} ({on(p, submission)})" for v, p in found.items()], everywhere


def not_found(label: str, submission: Submission) -> Entry:
    """An entry for what was not found, with the pages that were looked on; never a guess."""
    where = looked_on(all_read(submission), submission)
    unread = submission.unread()
    if not unread:
        return Entry(label, "Not found.", where, Standing.NOT_FOUND)
    said = f"Not found, but {plain(unread.words(submission))} could not be read."
    return Entry(label, said, where, Standing.UNREAD)


def _partnership(submission: Submission) -> Entry:
    """As the review names it; as the Panel's letter does where the review's own name is not known."""
    label, own = "Partnership", submission.facts.partnerships
    letters = [(le.partnership, le.partnership_place) for le in submission.letters]
    for name, place in letters:
        if not own and name and place is not None:
            said = f"{plain(name, 120)}, as the Panel's letter has it"
            return told(label, said, [(place.file, place.page)], submission)
    return _facts(label, own, submission)


def _facts(
    label: str,
    facts: Iterable[Fact],
    submission: Submission,
    say: Callable[[str], str] = str,
) -> Entry:
    said, pages = by_value(facts, submission, say)
    if not said:
        return not_found(label, submission)
    return told(label, "; ".join(said[:4]), pages, submission, once=len(said) == 1)


def _people(label: str, role: PersonRole, submission: Submission) -> Entry:
    people = submission.facts.with_role(role)
    if not people:
        return not_found(label, submission)
    said = "; ".join(person_words(p) for p in people[:_MOST_PEOPLE])
    more = len(people) - _MOST_PEOPLE
    said += f"; and {more} more" if more > 0 else ""
    return told(label, said, _pages(people), submission)


def told(
    label: str,
    said: str,
    pages: Iterable[tuple[int, int]],
    submission: Submission,
    *,
    once: bool = True,
) -> Entry:
    """An entry in the review's own words; pages stand in the words where they differ by value."""
    where = on(pages, submission)
    if once:
        return Entry(label, said, where, wordless=LEFT_OUT)
    return Entry(label, said, wordless=f"Said in more than one way ({where}); left out here.")


def person_words(person: Person) -> str:
    """ "Ellen (55, White British)", or with the relationship in place of what is not given."""
    details = [plain(d, 60) for d in (person.age, person.ethnicity) if d]
    if person.detail and person.role not in (PersonRole.VICTIM, PersonRole.PERPETRATOR):
        details = [plain(person.detail, 80), *details]
    return plain(person.name, 80) + (f" ({', '.join(details)})" if details else "")


def _pages(people: Iterable[Person]) -> list[tuple[int, int]]:
    return [(place.file, place.page) for person in people for place in person.places]


def _outcome_in_law(submission: Submission) -> Entry:
    facts = submission.facts
    label = "Outcome in law"
    verdicts, pages = by_value(facts.verdicts, submission, lambda v: v.replace("-", " "))
    sentences, more = by_value(facts.sentences, submission, sentence_words)
    said = verdicts + [f"sentence: {s}" for s in sentences]
    if not said:
        return not_found(label, submission)
    return told(label, "; ".join(said[:5]), [*pages, *more], submission)


def parts_entry(submission: Submission) -> Entry:
    """Which of the four parts are there, each with its pages."""
    there: list[str] = []
    lost: list[str] = []
    missing: list[str] = []
    for role in _PARTS:
        runs = [part.pages for part in submission.parts_of(role)]
        could_be = submission.could_hold(role)
        if not runs and could_be:
            words = plain(could_be.words(submission))
            lost.append(f"{PLAIN_NAME[role]} (may be on {words}, which could not be read)")
        elif runs:
            there.append(f"{PLAIN_NAME[role]} ({said_pages(runs, submission)})")
        else:
            missing.append(PLAIN_NAME[role])
    said = "; ".join([*there, *lost, *([f"not found: {listed(missing)}"] if missing else [])])
    standing = Standing.FOUND if there else Standing.NOT_FOUND
    return Entry("Parts", said, standing=standing)


def _letters(submission: Submission) -> list[Entry]:
    entries = []
    for letter in submission.letters[:2]:
        said = []
        if letter.meeting_date is not None:
            said.append(f"Panel met {plain(letter.meeting_date.text, 60)}")
        if letter.letter_date is not None:
            said.append(f"letter of {plain(letter.letter_date.text, 60)}")
        points = len(letter.points)
        said.append(f"{points} {'point' if points == 1 else 'points'} to change")
        part = submission.parts[letter.part] if letter.part < len(submission.parts) else None
        where = said_pages([part.pages], submission) if part is not None else ""
        label = "Earlier letter of the Panel"
        entries.append(Entry(label, "; ".join(said), where, wordless=said[-1]))
    return entries
