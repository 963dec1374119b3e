"""The picture of a submission for a person: what to look at when a verdict surprises."""

from __future__ import annotations

from collections.abc import Iterable

from dhrcheck.document.model import (
    ActionPlan,
    DateMention,
    Fact,
    Letter,
    PartialDate,
    Place,
    Section,
    Submission,
)
from dhrcheck.document.passage import clip, page_ranges
from dhrcheck.output import Look
from dhrcheck.output.sheet import Sheet
from dhrcheck.output.visible import visible_prose
from dhrcheck.output.wording import HOW_READ, count, file_line, listed, places
from dhrcheck.version import __version__

SHORT = 100
"""Characters shown of a cell, a point or a fact unless ``-v`` asks for more."""


def render(submission: Submission, look: Look) -> str:
    """The picture as text with a newline at its end."""
    return _Picture(submission, look).text()


class _Picture:
    """One picture in the making."""

    def __init__(self, submission: Submission, look: Look) -> None:
        self.submission = submission
        self.limit = 2_000 if look.verbose else SHORT
        self.sheet = Sheet(look)

    def text(self) -> str:
        """All of it, in reading order."""
        self.sheet.line(f"dhrcheck {__version__}: what was understood of these files", "bold")
        if self.submission.not_a_review is not None:
            self.sheet.gap()
            self.sheet.line(visible_prose(self.submission.not_a_review.sentence), "bold red")
        self._files()
        self._parts()
        self._contents()
        self._sections()
        self._plan(self.submission.plan)
        for number, letter in enumerate(self.submission.letters, 1):
            self._letter(number, letter)
        self._facts()
        return self.sheet.text()

    def _files(self) -> None:
        self.sheet.heading(f"Files: {len(self.submission.files)}")
        for file in self.submission.files:
            self._bullet(file_line(file))
            for note in file.properties.notes:
                self._deeper(visible_prose(note))
        ways = {p.read for p in self.submission.pages}
        for way in HOW_READ:
            if way not in ways or len(ways) == 1:
                continue
            pages = [(p.file, p.number) for p in self.submission.pages if p.read is way]
            self._bullet(f"Read as {way.value}: {self._pages(pages)}")
        for ranges, language in self.submission.languages:
            self._bullet(f"In {language}, not checked: {places([ranges], self.submission)}")

    def _parts(self) -> None:
        self.sheet.heading(f"Parts: {len(self.submission.parts)}")
        for part in self.submission.parts:
            title = f" “{self._short(part.title)}”" if part.title else ""
            why = f" ({visible_prose(part.why)})" if part.why else ""
            where = places([part.pages], self.submission)
            self._bullet(f"{part.role.value}: {where}{title}{why}")

    def _contents(self) -> None:
        entries = self.submission.contents
        if not entries:
            return
        self.sheet.heading(f"Contents list: {count(len(entries), 'line')}")
        for entry in entries:
            number = f"{visible_prose(entry.number)} " if entry.number else ""
            page = f", page {visible_prose(entry.printed_page)}" if entry.printed_page else ""
            self._bullet(f"{number}{self._short(entry.title)}{page}")

    def _sections(self) -> None:
        self.sheet.heading(f"Sections: {len(self.submission.sections)}")
        for section in self.submission.sections:
            self._section(section)

    def _section(self, section: Section) -> None:
        number = f"{visible_prose(section.number)} " if section.number else ""
        slots = f" = {', '.join(section.slots)}" if section.slots else ""
        where = self._pages([(section.file, section.page)])
        self.sheet.labelled(
            "-",
            f"{number}{self._short(section.title)}{slots} ({where}, by {section.found_by})",
            indent=4 + 2 * max(0, min(section.level, 6) - 1),
        )

    def _plan(self, plan: ActionPlan | None) -> None:
        if plan is None:
            self.sheet.heading("Action plan: none understood")
            return
        self.sheet.heading(f"Action plan: {count(len(plan.rows), 'row')}")
        for header in plan.headers:
            known = header.column.value if header.column else "not known"
            self._bullet(f"Column “{self._short(header.text)}” = {known}")
        if plan.doubt or not plan.certain:
            self._bullet(f"Not certain: {visible_prose(plan.doubt or 'rows told by alignment')}")
        if plan.as_at:
            self._bullet(f"As at {self._date(plan.as_at)}")
        if plan.unread_pages:
            self._bullet(f"Not read: {places(plan.unread_pages, self.submission)}")
        for i, row in enumerate(plan.rows, 1):
            group = f", under “{self._short(row.group)}”" if row.group else ""
            number = f", numbered {visible_prose(row.number)}" if row.number else ""
            self._bullet(f"Row {i}{number}{group} ({self._at(row.place)})")
            for cell in row.cells:
                if cell.text:
                    name = cell.column.value if cell.column else visible_prose(cell.header)
                    above = " (merged from above)" if cell.inherited else ""
                    self._deeper(f"{name}: {self._short(cell.text)}{above}")

    def _letter(self, number: int, letter: Letter) -> None:
        self.sheet.heading(f"Letter {number}")
        if letter.part < len(self.submission.parts):
            part = self.submission.parts[letter.part]
            self._bullet(f"Stands on {places([part.pages], self.submission)}")
        said: tuple[tuple[str, str | None], ...] = (
            ("Date", self._date(letter.letter_date)),
            ("Meeting of the Panel", self._date(letter.meeting_date)),
            ("Addressee", "blanked out" if letter.blanked else letter.addressee),
            ("Sender", letter.sender_unit),
            ("Partnership", letter.partnership),
            ("Pseudonyms", listed(letter.pseudonyms)),
            ("Opening", _quote(letter.opening)),
            ("Praise", _quote(letter.praise)),
            ("Sign-off", _quote(letter.sign_off)),
            ("Signed by", letter.signatory),
            ("Addresses", listed(letter.emails)),
            ("After a resubmission", "yes" if letter.resubmission else "no"),
        )
        for label, value in said:
            self._bullet(f"{label}: {self._short(value) if value else 'not found'}")
        self._bullet(f"Points: {len(letter.points)}")
        for i, point in enumerate(letter.points, 1):
            topic = f"[{self._short(point.topic)}] " if point.topic else ""
            self._deeper(f"{i}. {topic}{self._short(point.text)} ({self._at(point.place)})")

    def _facts(self) -> None:
        facts = self.submission.facts
        self.sheet.heading("Facts of the review")
        for label, found in (
            ("Partnership", facts.partnerships),
            ("Month of death", facts.months_of_death),
            ("Age at death", facts.ages_at_death),
            ("Verdict of the court or coroner", facts.verdicts),
            ("Sentence", facts.sentences),
            ("Period reviewed", facts.periods),
            ("Number stated", facts.counts),
            ("Agency", facts.agencies),
        ):
            self._fact(label, found)
        if facts.suicide:
            self._bullet("The death was by suicide")
        self._bullet(f"Naming scheme: {facts.naming or 'not recognised'}")
        for person in facts.people:
            more = [person.agency, person.detail, person.age, person.ethnicity]
            detail = "".join(f", {self._short(m)}" for m in more if m)
            where = self._pages([(p.file, p.page) for p in person.places])
            self._bullet(f"{person.role.value}: {self._short(person.name)}{detail} ({where})")
        for date in facts.cover_dates:
            self._bullet(f"Date on the cover: {self._date(date)}")
        for rec in facts.recommendations:
            number = f" {visible_prose(rec.number)}" if rec.number else ""
            text = f"{self._short(rec.text)} ({rec.role.value}, {self._at(rec.place)})"
            self._bullet(f"Recommendation{number}: {text}")
        for short, full in facts.abbreviations:
            self._bullet(f"Abbreviation: {self._short(short)} = {self._short(full)}")

    def _fact(self, label: str, facts: Iterable[Fact]) -> None:
        by_value: dict[str, list[Fact]] = {}
        for fact in facts:
            by_value.setdefault(fact.value, []).append(fact)
        for value, found in by_value.items():
            where = self._pages([(f.place.file, f.place.page) for f in found])
            quote = self._short(found[0].place.quote)
            self._bullet(f"{label}: {self._short(value)} ({where}: “{quote}”)")

    def _bullet(self, text: str) -> None:
        self.sheet.under(text, bullet=True)

    def _deeper(self, text: str) -> None:
        self.sheet.labelled("-", text, indent=8)

    def _pages(self, pages: Iterable[tuple[int, int]]) -> str:
        return places(page_ranges(pages), self.submission, most=8)

    def _at(self, place: Place) -> str:
        return self._pages([(place.file, place.page)])

    def _short(self, text: str) -> str:
        return visible_prose(clip(text, self.limit))

    def _date(self, mention: DateMention | None) -> str:
        if mention is None:
            return ""
        return f"{self._short(mention.text)}{_means(mention.when)}"


def _quote(place: Place | None) -> str | None:
    return None if place is None else place.quote


def _means(when: PartialDate) -> str:
    first, last = when.earliest(), when.latest()
    if first is None or last is None:
        return " (no year)"
    if first == last:
        return f" = {first.isoformat()}"
    return f" = {first.isoformat()} to {last.isoformat()}"
