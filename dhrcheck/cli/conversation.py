"""The conversation of ``dhrcheck decide``: each finding shown, each answer written down at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from dhrcheck.cli.asked import look_for
from dhrcheck.cli.asking import Asker
from dhrcheck.decisions.form import LONGEST_NAME, LONGEST_REASON
from dhrcheck.decisions.model import Ruling
from dhrcheck.decisions.sitting import Finding, Item, Sitting, UnreadPages
from dhrcheck.engine import Result
from dhrcheck.files import WrongUsage
from dhrcheck.outcome import PageRange, Severity
from dhrcheck.output.sheet import Sheet
from dhrcheck.output.terminal import show_head, show_result
from dhrcheck.output.visible import visible, visible_prose
from dhrcheck.output.wording import count, places, unread_notes, verdict_words

_QUESTIONS = {
    Ruling.CONFIRMED: ("r", "it is right"),
    Ruling.MUST_BE_FIXED: ("f", "it must be put right"),
    Ruling.WAIVED: ("w", "it stays as it is, for a reason (waive)"),
    Ruling.READ_BY_EYE: ("e", "I have read these pages by eye"),
}
_REASONS = {
    Ruling.CONFIRMED: "Looked at and found right.",
    Ruling.READ_BY_EYE: "Read by eye; nothing on these pages is against the checks.",
}
_SKIP, _BACK, _QUIT = "skip", "back", "quit"
_KEPT_OUT = "That holds a name of your list. Please write it without: real names are never written."


class Conversation:
    """Asks through ``items`` and records; ``who`` is asked for once."""

    def __init__(
        self,
        sitting: Sitting,
        place: Path,
        masked: Callable[[str], str],
        who: str | None,
        *,
        stage_assumed: bool,
    ) -> None:
        self._sitting = sitting
        self._look = look_for(None, verbose=False, stage_assumed=stage_assumed)
        self._look = replace(self._look, configuration=masked(self._look.configuration))
        self._place = masked(str(place))
        self._report = sitting.report
        self._ask = Asker(lambda said: "" if masked(said) == said else _KEPT_OUT)
        self._who = self._given(who, masked) if who is not None else None

    @staticmethod
    def _given(who: str, masked: Callable[[str], str]) -> str:
        from dhrcheck.decisions.store import on_one_line

        said = on_one_line(who)
        if masked(said) != said:
            raise WrongUsage(f"The name after --who cannot be taken. {_KEPT_OUT}")
        if not any(c.isalpha() for c in said) or len(said) > LONGEST_NAME:
            raise WrongUsage(
                f"After --who a name or a role is wanted, of at most {LONGEST_NAME} characters."
            )
        return said

    def go_through(self, items: Sequence[Item]) -> None:
        """Asks for each of ``items`` until the last, or until the person stops."""
        sheet = Sheet(self._look)
        show_head(sheet, self._report, self._look)
        self._ask.say(sheet.text())
        if not items:
            self._ask.say("\nNothing is left here for a person to decide.\n")
            return
        at = 0
        while at < len(items):
            self._ask.say(self._shown(items[at], at + 1, len(items)))
            answer = self._answer(items[at], first=at == 0)
            if answer == _QUIT:
                return
            if answer == _BACK:
                at = max(0, at - 1)
                continue
            if answer != _SKIP:
                self._record(items[at], Ruling(answer))
            at += 1

    def _answer(self, item: Item, *, first: bool) -> str:
        known = {_QUESTIONS[r][0]: r.value for r in item.answers}
        said = [f"  {letter}  {_QUESTIONS[Ruling(value)][1]}" for letter, value in known.items()]
        known |= {"s": _SKIP} | ({} if first else {"b": _BACK}) | {"q": _QUIT}
        back = "" if first else "b  back to the one before   "
        said.append(f"  s  skip   {back}q  stop here")
        self._ask.say("\n" + "\n".join(said) + "\n")
        return self._ask.choice("Your answer:", known)

    def _record(self, item: Item, ruling: Ruling) -> None:
        today = self._report.as_of
        if self._who is None:
            self._who = self._ask.words(
                "Who decides? A name or a role, as it shall stand in the file:", most=LONGEST_NAME
            )
        not_met: tuple[Result, ...] = ()
        if isinstance(item, UnreadPages):
            not_met = self._not_met(item)
            if len(not_met) == len(item.left_open):
                self._ask.say("  Nothing is settled, so nothing is written.\n")
                return
        reason = self._reason(ruling)
        expires: date | None = None
        if ruling is Ruling.WAIVED:
            expires = self._ask.day("Until which day? Year-month-day, or Enter for no end:", today)
        self._sitting.record(
            item,
            ruling,
            who=self._who,
            reason=reason,
            day=today,
            expires=expires,
            not_met=not_met,
        )
        self._ask.say("  Written down.\n")

    def _reason(self, ruling: Ruling) -> str:
        default = _REASONS.get(ruling)
        if default is not None:
            question = f"Why? (Enter: “{default}”)"
        elif ruling is Ruling.MUST_BE_FIXED:
            question = "What must be put right?"
        else:
            question = "For what reason may it stay as it is?"
        return self._ask.words(question, default, most=LONGEST_REASON)

    def _not_met(self, item: UnreadPages) -> tuple[Result, ...]:
        numbers = self._ask.numbers(
            "Which of these checks are not met there, or not clear? Numbers with commas, or Enter "
            "where all are in order:",
            len(item.left_open),
        )
        return tuple(item.left_open[n - 1] for n in numbers)

    def _shown(self, item: Item, number: int, of: int) -> str:
        sheet = Sheet(self._look)
        sheet.gap()
        sheet.line(f"{number} of {of}", "bold")
        if isinstance(item, Finding):
            _show_finding(sheet, item, number, self._sitting)
        else:
            self._show_pages(sheet, item)
        return "\n" + sheet.text().lstrip("\n")

    def _show_pages(self, sheet: Sheet, item: UnreadPages) -> None:
        submission = self._report.submission
        file = submission.files[item.file]
        name = visible(file.name)
        what = f"All of “{name}”" if item.pages is None else ""
        if item.pages is not None:
            ranges = [PageRange(p.file, p.first_page, p.last_page) for p in item.pages]
            where = places(ranges, submission, most=20)
            what = where[:1].upper() + where[1:]
            what += "" if len(submission.files) > 1 else f" of “{name}”"
        sheet.gap()
        sheet.under(f"{what} could not be read here.", "bold")
        for note in unread_notes(submission):
            sheet.under(visible_prose(note))
        sheet.under(f"That leaves {count(len(item.left_open), 'check')} open:")
        for n, result in enumerate(item.left_open, 1):
            mark = "" if result.rule.severity is Severity.REQUIRED else " (advised)"
            sheet.labelled(f"{n}", f"{visible_prose(result.rule.title)}{mark}")

    def stopped(self) -> None:
        """After an interrupt: what was decided is kept."""
        kept = count(self._sitting.written, "decision")
        self._ask.say(f"\nInterrupted. {kept} of this time: kept in “{visible(self._place)}”.\n")

    def ended(self) -> None:
        """What was written, and the verdict with it."""
        report = self._sitting.report
        verdict, why = verdict_words(report)
        sheet = Sheet(self._look)
        sheet.gap()
        if self._sitting.written:
            said = count(self._sitting.written, "answer")
            sheet.line(f"{said} written to “{visible(self._place)}”.")
        open_ = len(self._sitting.items())
        if open_:
            sheet.line(f"{count(open_, 'question')} left for a person.")
        sheet.entry("Verdict", verdict, "bold")
        sheet.entry("", why)
        self._ask.say(sheet.text())


def _show_finding(sheet: Sheet, item: Finding, number: int, sitting: Sitting) -> None:
    result = item.result
    rule = result.rule
    failed = not set(item.answers) & {Ruling.CONFIRMED}
    required = "required" if rule.severity is Severity.REQUIRED else "advised"
    sheet.line(f"{'Failed' if failed else 'For a person to decide'} ({required})", "dim")
    show_result(sheet, number, result, sitting.report)
    sheet.labelled("Why", visible_prose(rule.why))
