"""What stands in each section of a report and of a summary, by slot, for any case and voice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.reviews.content import Block, Heading, Items, Para, Table
from tests.reviews.prose import Case, blocks, say


@dataclass(frozen=True)
class Telling:
    """A case as one style tells it. ``words`` fill the shared prose."""

    case: Case
    voice: int
    words: dict[str, str]
    terms_mark: str = "bullet"
    recommendation_mark: str = "Recommendation {no}: "
    older: bool = False
    """Written before the Domestic Abuse Act 2021."""

    def said(self, slot: str) -> list[Block]:
        """The shared prose of a slot."""
        return blocks(say(slot, self.voice, self.words))

    def own(self, name: str) -> list[Block]:
        """The case's own text called ``name``."""
        return blocks(self.case.get(name) or "")


def _condolences(t: Telling) -> list[Block]:
    return t.said("condolences")


def _introduction(t: Telling) -> list[Block]:
    return t.own("introduction")


def _opening(t: Telling) -> list[Block]:
    """Introduction with the condolence in it, for styles that have no preface."""
    return t.own("introduction") + t.said("condolences")


def _purpose(t: Telling) -> list[Block]:
    mark = "letter" if t.voice % 2 else "bullet"
    found = t.said("legal") + t.said("purposes_intro")
    found += blocks(say("purposes", t.voice, t.words), mark)
    found += t.said("not_inquiry")
    found += t.said("definition_2013" if t.older else "definition")
    return found + t.said("control")


def _timescales(t: Telling) -> list[Block]:
    return t.own("timescales")


def _confidentiality(t: Telling) -> list[Block]:
    return t.said("confidentiality") + t.own("naming_note") + [_names(t)]


def _names(t: Telling) -> Table:
    header = ("Pseudonym", "Who they are", "Age", "Ethnicity")
    if t.voice % 2:
        header = ("Name used", "Relationship", "Age at the time", "Ethnicity")
    return Table(header, tuple(tuple(r) for r in t.case["naming"]), (3, 6, 2, 3))


def _terms(t: Telling) -> list[Block]:
    points = Items(tuple(t.case["terms"]), t.terms_mark)
    return [*t.said("terms_intro"), points, *t.said("terms_closing")]


def _methodology(t: Telling) -> list[Block]:
    return t.own("methodology")


def _family(t: Telling) -> list[Block]:
    return t.own("family")


def _family_and_perpetrator(t: Telling) -> list[Block]:
    return t.own("family") + t.own("perpetrator_contact")


def _perpetrator(t: Telling) -> list[Block]:
    return t.own("perpetrator_contact")


def _contributors(t: Telling) -> list[Block]:
    rows = [(a["name"], a["gave"]) for a in t.case["agencies"]] + [tuple(r) for r in t.case["nil"]]
    table = Table(("Agency", "Contribution"), tuple(rows), (6, 5))
    return [*t.said("contributors_intro"), table, *t.said("imr_independence")]


def _panel(t: Telling) -> list[Block]:
    return [*t.said("panel_intro"), _panel_table(t), *t.own("panel_note")]


def _panel_table(t: Telling) -> Table:
    header = (
        ("Name", "Job title", "Agency") if t.voice % 2 == 0 else ("Name", "Role", "Organisation")
    )
    return Table(header, tuple(tuple(r) for r in t.case["panel"]), (4, 6, 6))


def _chair(t: Telling) -> list[Block]:
    return t.own("chair_text")


def _parallel(t: Telling) -> list[Block]:
    return t.own("parallel")


def _equality(t: Telling) -> list[Block]:
    return t.own("equality")


def _dissemination(t: Telling) -> list[Block]:
    return t.said("dissemination_intro") + t.said(
        "dissemination_older" if t.older else "dissemination"
    )


def _facts(t: Telling) -> list[Block]:
    return t.own("portrait") + t.own("facts")


def _portrait(t: Telling) -> list[Block]:
    return t.own("portrait")


def _circumstances(t: Telling) -> list[Block]:
    return t.own("facts")


def _chronology(t: Telling) -> list[Block]:
    events = t.case["chronology"]
    found = t.said("chronology_intro")
    if t.voice % 2 == 0:
        rows = tuple((when, what) for when, what in events)
        return [*found, Table(("Date", "Event"), rows, (2, 7))]
    return found + [Para(f"{when}: {what}") for when, what in events]


def _overview(t: Telling) -> list[Block]:
    found = t.said("overview_intro")
    for agency in t.case["agencies"]:
        found.append(Heading(agency["name"], level=2, listed=False))
        found += blocks(agency["contact"])
    return found


def _analysis(t: Telling) -> list[Block]:
    found = t.said("analysis_intro")
    for theme in t.case["themes"]:
        found.append(Heading(theme["title"], level=2))
        found += blocks(theme["text"])
    found.append(Heading("The response of each agency", level=2))
    for agency in t.case["agencies"]:
        if agency.get("analysis"):
            found.append(Heading(agency["name"], level=3, listed=False))
            found += blocks(agency["analysis"])
    found.append(Heading("Good practice", level=2))
    return found + t.said("good_practice_intro") + t.own("good_practice")


def _conclusions(t: Telling) -> list[Block]:
    return t.own("conclusions")


def _lessons(t: Telling) -> list[Block]:
    found = t.said("lessons_intro")
    for title, text in t.case["lessons"]:
        found += [Heading(title, level=2, listed=False), Para(text)]
    if t.case.get("early"):
        found += [Heading("Early learning", level=2, listed=False), *t.own("early")]
    return found


def _recommendations(t: Telling) -> list[Block]:
    return t.said("recommendations_intro") + _numbered(t, "text")


def _numbered(t: Telling, name: str) -> list[Block]:
    found: list[Block] = []
    for rec in t.case["recommendations"]:
        mark = t.recommendation_mark.format(no=rec["number"])
        found.append(Para(f"{mark}{rec[name]}", look="recommendation"))
    return found


def _glossary(t: Telling) -> list[Block]:
    rows = tuple(sorted(t.case["glossary"].items()))
    return [Table(("Abbreviation", "Meaning"), rows, (2, 7))]


def _summary_process(t: Telling) -> list[Block]:
    found = t.said("summary_intro") + t.said("summary_process")
    return found + t.own("summary_verdict")


def _summary_contributors(t: Telling) -> list[Block]:
    names = tuple(f"{a['name']} ({a['gave']})" for a in t.case["agencies"])
    return [
        *t.said("summary_contributors_intro"),
        Items(names, "bullet" if t.voice % 2 == 0 else "hyphen"),
        *t.said("imr_independence")[:1],
    ]


def _summary_panel(t: Telling) -> list[Block]:
    return [_panel_table(t)]


def _summary_chair(t: Telling) -> list[Block]:
    return t.own("chair_summary")


def _summary_terms(t: Telling) -> list[Block]:
    points = tuple(t.case.get("terms_summary") or t.case["terms"])
    return [*t.said("summary_terms_intro"), Items(points, t.terms_mark)]


def _summary_story(t: Telling) -> list[Block]:
    return t.own("summary_story")


def _summary_issues(t: Telling) -> list[Block]:
    return t.own("key_issues")


def _summary_conclusions(t: Telling) -> list[Block]:
    return t.own("conclusions_summary")


def _summary_lessons(t: Telling) -> list[Block]:
    return [Items(tuple(f"{title}. {text}" for title, text in t.case["lessons"]), "bullet")]


def _summary_recommendations(t: Telling) -> list[Block]:
    return t.said("summary_recommendations_intro") + _numbered(t, "short")


Write = Callable[[Telling], list[Block]]

REPORT: dict[str, Write] = {
    "condolences": _condolences,
    "introduction": _introduction,
    "opening": _opening,
    "purpose": _purpose,
    "timescales": _timescales,
    "confidentiality": _confidentiality,
    "terms-of-reference": _terms,
    "methodology": _methodology,
    "family-involvement": _family,
    "family-and-perpetrator": _family_and_perpetrator,
    "perpetrator-involvement": _perpetrator,
    "contributors": _contributors,
    "panel": _panel,
    "chair": _chair,
    "parallel-reviews": _parallel,
    "equality": _equality,
    "dissemination": _dissemination,
    "facts": _facts,
    "portrait": _portrait,
    "circumstances": _circumstances,
    "chronology": _chronology,
    "agency-involvement": _overview,
    "analysis": _analysis,
    "conclusions": _conclusions,
    "lessons": _lessons,
    "recommendations": _recommendations,
    "glossary": _glossary,
}
"""Sections that a report, or an appendix of it, may have."""

SUMMARY: dict[str, Write] = {
    "process": _summary_process,
    "contributors": _summary_contributors,
    "panel": _summary_panel,
    "chair": _summary_chair,
    "terms-of-reference": _summary_terms,
    "chronology": _summary_story,
    "key-issues": _summary_issues,
    "conclusions": _summary_conclusions,
    "lessons": _summary_lessons,
    "recommendations": _summary_recommendations,
}
"""Sections that a summary may have."""
