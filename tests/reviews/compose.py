"""Puts a case into a style: the review, ready for a producer."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import datetime

from tests.reviews.content import (
    Action,
    Block,
    Contents,
    Document,
    Heading,
    Look,
    Para,
    Part,
    PlanTable,
    Review,
)
from tests.reviews.letters import letter
from tests.reviews.prose import Case, blocks, say
from tests.reviews.sections import REPORT, SUMMARY, Telling
from tests.reviews.style import Style

TOLD = ("victim", "perpetrator", "place", "council", "partnership", "death")
"""Words that a review keeps for its defects."""
ROLES = {
    "cover": "cover",
    "contents": "contents",
    "summary": "executive-summary",
    "report": "overview-report",
    "plan": "action-plan",
    "letter": "feedback-letter",
    "terms": "appendix",
    "glossary": "appendix",
}
LABELS = {
    "letters": "ABCDEFGH",
    "numbers": "12345678",
    "words": ("One", "Two", "Three", "Four", "Five", "Six"),
    "roman": ("I", "II", "III", "IV", "V", "VI"),
}


def compose(case: Case, style: Style) -> Review:
    """The review of ``case`` as the author of ``style`` would write it."""
    labels = _labels(style)
    words = {
        **case.words,
        "review_name": style.review_name,
        "review_names": f"{style.review_name}s",
        **{f"say {slot}": text for slot, text in style.said.items()},
    }
    words["plan_at"] = labels.get("plan", "the action plan")
    words.setdefault("plan_date", words["revised"])
    if style.older:
        words["guidance"] = case.get("guidance") or words["guidance"]
    telling = Telling(
        case, style.voice, words, style.terms_mark, style.recommendation_mark, style.older
    )
    documents = []
    for stem, title, names in style.files:
        parts = tuple(_part(name, telling, style, labels) for name in names)
        filled = title.format_map(words)
        documents.append(Document(stem, filled, parts, _look(style, words), words["partnership"]))
    facts = {"case": case.key, "style": style.name}
    facts |= {k: words[k] for k in TOLD}
    review = Review(tuple(documents), facts)
    return style.arrange(review, case) if style.arrange else review


def _look(style: Style, words: dict[str, str]) -> Look:
    look = style.look
    return replace(look, header=look.header.format_map(words), footer=look.footer.format_map(words))


def _labels(style: Style) -> dict[str, str]:
    """How each appendix is called in the text ("Appendix B"), by what it holds."""
    found: dict[str, str] = {}
    word = style.appendix.split(" ", 1)[0]
    for _, _, names in style.files:
        for name in names:
            kind = name.partition(":")[2]
            if name.startswith(("appendix:", "divider:")) and kind not in found:
                found[kind] = f"{word} {LABELS[style.labels][len(found)]}"
    return found


def _part(name: str, telling: Telling, style: Style, labels: dict[str, str]) -> Part:
    place, _, kind = name.rpartition(":")
    make = {
        "cover": _cover,
        "summary-cover": _summary_cover,
        "contents": _contents,
        "summary": _summary,
        "report": _report,
        "plan": _plan,
        "letter": _letter,
        "terms": _appended,
        "glossary": _appended,
    }[kind]
    part = make(kind, telling, style)
    if kind in labels and place in ("appendix", "divider"):
        titles = {
            "plan": style.plan.heading,
            "letter": style.letter_title,
            "glossary": style.glossary_title,
            "terms": style.terms_title,
        }
        label = labels[kind].split(" ", 1)[1]
        heading = Heading(style.appendix.format(label=label, title=titles[kind]))
        if place == "divider":
            return replace(part, blocks=(heading,), divider=True, letter=None, landscape=False)
        body = part.blocks[1:] if isinstance(part.blocks[0], Heading) else part.blocks
        part = replace(part, blocks=(heading, *body))
    return replace(
        part,
        new_page=name not in style.flows,
        scanned=kind in style.scanned,
        header=style.headers.get(kind, part.header),
        footer=style.footers.get(kind, part.footer),
    )


def _cover(kind: str, telling: Telling, style: Style) -> Part:
    lines = style.cover
    return _cover_of(lines, telling)


def _summary_cover(kind: str, telling: Telling, style: Style) -> Part:
    return _cover_of(style.summary_cover, telling)


def _cover_of(lines: tuple[tuple[str, str], ...], telling: Telling) -> Part:
    made = tuple(Para(text.format_map(telling.words), look=look) for look, text in lines)
    return Part("cover", made, furniture=False)


def _contents(kind: str, telling: Telling, style: Style) -> Part:
    return Part("contents", (Heading("Contents", listed=False), Contents(style.contents_depth)))


def _summary(kind: str, telling: Telling, style: Style) -> Part:
    title = style.summary_title.format_map(telling.words)
    found: list[Block] = [Heading(title, number=style.summary_number)]
    body: list[Block] = []
    for slot, heading in style.summary:
        body.append(Heading(heading.format_map(telling.words), level=2, slot=slot, listed=False))
        body += style.own.get(f"summary:{slot}", SUMMARY[slot])(telling)
    found += numbered(body, style.summary_numbering, 2)
    return Part("executive-summary", tuple(found))


def _report(kind: str, telling: Telling, style: Style) -> Part:
    found: list[Block] = []
    if style.report_title:
        found.append(Heading(style.report_title.format_map(telling.words)))
    body: list[Block] = []
    for slot, heading in style.report:
        name = slot.partition(".")[0]
        body.append(Heading(heading.format_map(telling.words), slot=name))
        body += style.own.get(f"report:{name}", REPORT[name])(telling)
    made = numbered(body, style.numbering, 1, after=1 if style.summary_number else 0)
    return Part("overview-report", tuple(found + made))


def _appended(kind: str, telling: Telling, style: Style) -> Part:
    slot = "terms-of-reference" if kind == "terms" else kind
    write = style.own.get(f"report:{slot}", REPORT[slot])
    return Part("appendix", (Heading(kind, slot=slot), *write(telling)))


def _plan(kind: str, telling: Telling, style: Style) -> Part:
    form = style.plan
    found: list[Block] = [Heading(form.heading)] if form.heading else []
    if form.note:
        found += blocks(say("plan_note", telling.voice, telling.words))
    found.append(plan_table(telling.case, form))
    return Part("action-plan", tuple(found), landscape=form.landscape)


def plan_table(case: Case, form) -> PlanTable:
    """The case's recommendations under the form's columns."""
    kinds = {c.kind for c in form.columns}
    actions = []
    for rec in case["recommendations"]:
        cells = _cells({**rec, "target": dated(rec["target"], form.dates)}, kinds)
        group = rec["lead"] if form.grouped else ""
        actions.append(Action(rec["number"], cells, group))
    return PlanTable(form.columns, tuple(actions), form.repeat, form.ruled)


def _cells(rec: dict, kinds: set[str]) -> dict[str, str]:
    recommendation = rec["text"] if "number" in kinds else f"{rec['number']}. {rec['text']}"
    outcome, (done, effect) = rec["outcome"], split_outcome(rec["outcome"])
    every = {
        "number": rec["number"],
        "recommendation": recommendation,
        "scope": rec["scope"],
        "action": rec["action"],
        "lead": rec["lead"],
        "milestones": rec["milestones"],
        "progress": rec["milestones"],
        "target-date": rec["target"],
        "completion-and-outcome": outcome,
        "completion": done,
        "outcome": effect,
        "status": rec.get("status") or ("Green" if done.startswith("Completed") else "Amber"),
        "evidence": rec.get("evidence", "Reported to the Board"),
        "learning": rec.get("learning", ""),
    }
    return {kind: every[kind] for kind in kinds}


def dated(month: str, form: str) -> str:
    """A month ("April 2024") in another British form; see ``PlanForm.dates``."""
    when = datetime.strptime(month, "%B %Y")
    last = monthrange(when.year, when.month)[1]
    starts = when.year if when.month > 3 else when.year - 1
    forms = {
        "numeric": f"{last}/{when:%m/%Y}",
        "end": f"by end of {month}",
        "short": f"{when:%b-%y}",
        "season": _season(when),
        "long-quarter": f"Quarter {(when.month - 4) % 12 // 3 + 1} of {starts}-{(starts + 1) % 100:02d}",
        "quarter": f"Q{(when.month - 4) % 12 // 3 + 1} {starts}/{(starts + 1) % 100:02d}",
    }
    return forms.get(form, month)


def _season(when: datetime) -> str:
    """Spring begins in March; a winter has two years ("Winter 2012/13")."""
    if when.month in (12, 1, 2):
        first = when.year if when.month == 12 else when.year - 1
        return f"Winter {first}/{(first + 1) % 100:02d}"
    return f"{('Spring', 'Summer', 'Autumn')[when.month // 3 - 1]} {when.year}"


def split_outcome(outcome: str) -> tuple[str, str]:
    """The first sentence (when it was done) and the rest (what came of it)."""
    head, stop, rest = outcome.partition(". ")
    return (head + stop.strip(), rest) if rest else (outcome, "")


def _letter(kind: str, telling: Telling, style: Style) -> Part:
    case = telling.case
    if style.letter:
        case = case.changed(letter={**case["letter"], **style.letter})
    found, fields = (style.write_letter or letter)(case, telling.words)
    return Part("feedback-letter", tuple(found), furniture=False, letter=fields)


def numbered(found: list[Block], numbering: str, level: int, after: int = 0) -> list[Block]:
    """Blocks with the numbers of headings of ``level`` and of the paragraphs under them.

    ``after`` sections have gone before.
    """
    made: list[Block] = []
    section, paragraph = after, 0
    for block in found:
        if isinstance(block, Heading) and block.level == level:
            section, paragraph = section + 1, 0
            made.append(replace(block, number=_section_number(numbering, section)))
        elif isinstance(block, Para) and block.look == "body" and section > after:
            paragraph += 1
            made.append(replace(block, number=_paragraph_number(numbering, section, paragraph)))
        else:
            made.append(block)
    return made


def _section_number(numbering: str, section: int) -> str:
    return {
        "decimal": str(section),
        "headings": f"{section}.",
        "letters": chr(64 + section),
    }.get(numbering, "")


def _paragraph_number(numbering: str, section: int, paragraph: int) -> str:
    if numbering in ("decimal", "paragraphs"):
        return f"{section}.{paragraph}"
    return f"{chr(64 + section)}{paragraph}" if numbering == "letters" else ""
