"""What a review says of itself, gathered once, each fact with its place and part.

Only what is said of this case counts, and only what is plain: a wrong fact would raise a false alarm
in every rule that compares, a missing one leaves a rule to say that it could not tell.
"""

from __future__ import annotations

from collections.abc import Iterable

from dhrcheck.document.ages import find_ages, find_perpetrator_ages
from dhrcheck.document.contributors import find_abbreviations, find_agencies
from dhrcheck.document.courts import find_sentences, find_verdicts
from dhrcheck.document.deaths import (
    find_months,
    is_by_suicide,
    tells_of_killing,
)
from dhrcheck.document.leads import find_leads, find_panel
from dhrcheck.document.model import Fact, Facts, Person, PersonRole, Submission
from dhrcheck.document.partnerships import find_partnerships
from dhrcheck.document.people import find_people, naming_scheme
from dhrcheck.document.recommendations import find_recommendations
from dhrcheck.document.statements import find_counts, find_cover_dates, find_periods
from dhrcheck.document.voices import Voice, voices_of

_KILLINGS = ("murder", "manslaughter", "unlawful-killing")


def gather_facts(submission: Submission) -> Facts:
    """The facts of ``submission``, which is otherwise complete."""
    voices = voices_of(submission)
    people = find_people(voices)
    months = tuple(fact for voice in voices for fact in find_months(voice, people))
    verdicts = tuple(fact for voice in voices for fact in find_verdicts(voice, people))
    killed = any(fact.value in _KILLINGS for fact in verdicts)
    return Facts(
        partnerships=find_partnerships(voices),
        people=(*people, *_professionals(voices)),
        naming=naming_scheme(people, voices),
        months_of_death=months,
        ages_at_death=tuple(fact for voice in voices for fact in find_ages(voice, people)),
        perpetrator_ages=tuple(
            fact for voice in voices for fact in find_perpetrator_ages(voice, people)
        ),
        verdicts=verdicts,
        sentences=tuple(fact for voice in voices for fact in find_sentences(voice, people)),
        periods=tuple(
            fact for voice in voices for fact in find_periods(voice, _month(months, voice))
        ),
        counts=tuple(fact for voice in voices for fact in find_counts(voice)),
        cover_dates=find_cover_dates(voices),
        agencies=tuple(fact for voice in voices for fact in find_agencies(voice)),
        recommendations=find_recommendations(submission),
        abbreviations=find_abbreviations(submission, voices),
        suicide=not killed and _by_suicide(voices, people, verdicts),
    )


def _by_suicide(
    voices: tuple[Voice, ...], people: tuple[Person, ...], verdicts: tuple[Fact, ...]
) -> bool:
    """Said of the person who died, or found by an inquest where nobody is said to have killed."""
    if any(is_by_suicide(voice, people) for voice in voices):
        return True
    found = any(fact.value == "suicide" for fact in verdicts)
    return found and not any(tells_of_killing(voice) for voice in voices)


def _month(months: tuple[Fact, ...], voice: Voice) -> str | None:
    """The month of death, as this voice gives it where it does."""
    own = [fact.value for fact in months if fact.role is voice.role]
    return next(iter((*own, *(fact.value for fact in months))), None)


def _professionals(voices: tuple[Voice, ...]) -> tuple[Person, ...]:
    """Chair, author and panel members, each once by role, with a place in every part that names them."""
    leads = [person for voice in voices for person in (*find_leads(voice), *find_panel(voice))]
    return tuple(_once(leads))


def _once(people: Iterable[Person]) -> list[Person]:
    kept: dict[tuple[str, PersonRole], Person] = {}
    for person in people:
        key = (person.name.casefold(), person.role)
        known = kept.get(key)
        if known is None:
            kept[key] = person
            continue
        places = known.places + tuple(p for p in person.places if p not in known.places)
        kept[key] = Person(
            known.name,
            known.role,
            places,
            known.detail or person.detail,
            known.agency or person.agency,
        )
    return list(kept.values())
