"""Makes a small submission of an example, so that a rule can be put to it."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from dhrcheck.document.model import Role, Submission
from dhrcheck.document.understand import KnownPart, understand
from dhrcheck.document.vocabulary import Vocabulary
from dhrcheck.outcome import Box, ReadAs
from dhrcheck.reading.model import (
    Bookmark,
    FileOutcome,
    FileReading,
    Hidden,
    Link,
    PageReading,
    Properties,
)
from dhrcheck.rulebook.example_form import (
    ExampleForm,
    FileForm,
    HiddenForm,
    PlanForm,
    PropertiesForm,
)
from dhrcheck.rulebook.layout import Layout
from dhrcheck.rulebook.misprints import Manner
from dhrcheck.rulebook.model import Where

_A_SENTENCE = "This page holds ordinary words of the review."


def make_submission(
    example: ExampleForm, where: Where, vocabulary: Vocabulary, manner: Manner
) -> Submission:
    """The submission that an example describes. Raises ValueError where it cannot be laid out.

    ``where`` is the rule's own: it says which part a plain text is.
    """
    target = where.part[0] if where.part else Role.OVERVIEW_REPORT
    files: list[FileReading] = []
    known: list[KnownPart] = []
    for number, form in enumerate(example.submitted.handed_in):
        reading, parts = _file(form, number, target, manner)
        files.append(reading)
        known += parts
    # Without a known part every part would be looked for, also where nothing could be opened.
    found = () if example.find_parts else tuple(known)
    return understand(tuple(files), vocabulary, known_parts=found)


def _file(
    form: FileForm, number: int, target: Role, manner: Manner
) -> tuple[FileReading, list[KnownPart]]:
    layout = Layout(manner, form.header, form.footer)
    known: list[KnownPart] = []
    if form.outcome is FileOutcome.READ:
        for role, text, plan in _pieces(form, target):
            first = len(layout.pages) + 1
            layout.part(text, landscape=plan is not None)
            if plan is not None:
                layout.table(plan.columns, plan.cells)
            layout.end_page()
            if len(layout.pages) >= first:
                known.append(KnownPart(role, number, first, len(layout.pages)))
        _add_wordless(layout, form.pages, known, number)
    return (
        FileReading(
            name=form.name,
            bytes=form.bytes,
            sha256=sha256(repr(form).encode()).hexdigest(),
            outcome=form.outcome,
            kind=form.kind,
            reason=form.reason or _reason(form),
            pages=_annotated(layout, form),
            properties=_properties(form.properties),
        ),
        known,
    )


def _pieces(form: FileForm, target: Role) -> list[tuple[Role, str, PlanForm | None]]:
    """The parts of a file in order; the plan stands before the letter, as in published reviews."""
    parts = dict(form.parts)
    if form.text:
        parts = {target: form.text}
    pieces: list[tuple[Role, str, PlanForm | None]] = []
    for role, text in parts.items():
        if form.plan and role is Role.FEEDBACK_LETTER and not _has_plan(pieces):
            pieces.append(_plan_piece(form.plan))
        pieces.append((role, text, None))
    if form.plan and not _has_plan(pieces):
        pieces.append(_plan_piece(form.plan))
    if not pieces and not form.pages:
        pieces.append((target, _A_SENTENCE, None))
    return pieces


def _has_plan(pieces: list[tuple[Role, str, PlanForm | None]]) -> bool:
    return any(plan is not None for _, _, plan in pieces)


def _plan_piece(plan: PlanForm) -> tuple[Role, str, PlanForm]:
    heading = f"# {plan.heading}\n\n" if plan.heading else ""
    return Role.ACTION_PLAN, heading + plan.note, plan


def _add_wordless(
    layout: Layout, pages: tuple[ReadAs, ...], known: list[KnownPart], number: int
) -> None:
    """Adds pages without words; they belong to the part before them, or to none that is known."""
    for read in pages:
        if read in (ReadAs.TEXT, ReadAs.OCR):
            layout.part("[ocr page]\n" * (read is ReadAs.OCR) + _A_SENTENCE)
            layout.end_page()
        else:
            layout.wordless_page(read)
    if not pages:
        return
    last = known.pop() if known else KnownPart(Role.OTHER, number, 1, 1)
    known.append(KnownPart(last.role, number, last.first_page, len(layout.pages)))


def _reason(form: FileForm) -> str | None:
    return None if form.outcome is FileOutcome.READ else "This file could not be read."


def _annotated(layout: Layout, form: FileForm) -> tuple[PageReading, ...]:
    return tuple(
        replace(
            page,
            annotations=tuple(
                Link(note.kind, None, note.text, note.target)
                for note in form.annotations
                if note.page == page.number
            ),
            hidden=tuple(
                _hidden(words, page) for words in form.hidden if words.page == page.number
            ),
        )
        for page in layout.pages
    )


def _hidden(form: HiddenForm, page: PageReading) -> Hidden:
    box = page.lines[form.line - 1].box if form.line else Box(72, 400, 200, 412)
    return Hidden(box, form.cover, form.letters, form.dark, form.whole, form.fits, form.sure)


def _properties(form: PropertiesForm) -> Properties:
    return Properties(
        title=form.title,
        author=form.author,
        subject=form.subject,
        keywords=form.keywords,
        creator=form.creator,
        producer=form.producer,
        created=form.created,
        modified=form.modified,
        language=form.language,
        tagged=form.tagged,
        encrypted=form.encrypted,
        bookmarks=tuple(Bookmark(1, None, title) for title in form.bookmarks),
        attachments=form.attachments,
        actions=form.actions,
        form_fields=form.form_fields,
        notes=form.notes,
        shows_title=form.shows_title,
        figures=form.figures,
        figures_untold=form.figures_untold,
        alternatives=tuple((1, text) for text in form.alternatives),
        entries=tuple(form.entries.items()),
        portfolio=form.portfolio,
        complete=form.complete,
    )
