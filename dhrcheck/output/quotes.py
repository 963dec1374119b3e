"""A report without the words of the files in it: places stay, quotes go.

For results that leave the computer: a quote may hold what a family does not want read by strangers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import regex

from dhrcheck.decisions.model import Decision, DecisionsUsed
from dhrcheck.document.model import PlanColumn, Submission
from dhrcheck.document.passage import clip
from dhrcheck.engine import Report, Result
from dhrcheck.outcome import Evidence, NearMiss
from dhrcheck.rulebook.model import Rule

HIDDEN = "[…]"
"""What stands where words were."""

_INNER = "[^“”]*(?:“[^“”]*”[^“”]*)*"
_SAID = regex.compile(
    # From a mark that opens to the last that closes it: a quoted sentence may hold marks of its own.
    f"“{_INNER}”(?:[^“”]*”)*|“.*",
    regex.DOTALL,
)
_DATE = regex.compile(
    r"(?:[\d\s/.,:–-]|\d(?:st|nd|rd|th)\b|q[1-4]\b|by|end|of|early|mid|late|spring|summer|autumn|winter"
    r"|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|ongoing|completed?|done)*",
    regex.IGNORECASE,
)

Clean = Callable[[str], str]


def without_quotes(report: Report) -> Report:
    """``report`` with no words of its files: evidence and near misses keep file and page only.

    In messages, words in quotation marks go too, unless they are a file's name or the rule's own
    words, and so do the names of people and the cells of the action plan. Of a person's decision, what
    stands in quotation marks goes; who made it stays.
    """
    files = "\n".join(file.name for file in report.submission.files)
    spoken = _spoken(report.submission)
    results = tuple(_result(r, _cleaner(r.rule, files, spoken)) for r in report.results)
    return replace(report, results=results, decisions=_decisions(report.decisions))


def _result(result: Result, clean: Clean) -> Result:
    outcome = result.outcome
    shown = replace(
        outcome,
        message=clean(outcome.message),
        evidence=tuple(map(_place, outcome.evidence)),
        nearest=_near(outcome.nearest),
        fix=None if outcome.fix is None else clean(outcome.fix),
        on_screen=tuple(map(_place, outcome.on_screen)),
    )
    said = None if result.decision is None else _unquoted(result.decision)
    return replace(result, outcome=shown, decision=said, decided=_decided(result.decided))


def _decisions(made: DecisionsUsed | None) -> DecisionsUsed | None:
    if made is None:
        return None
    entries = (replace(p, decision=_entry(p.decision)) for p in made.entries)
    return replace(made, entries=tuple(entries))


def _decided(decided: Decision | None) -> Decision | None:
    return None if decided is None else _entry(decided)


def _entry(decision: Decision) -> Decision:
    return replace(decision, reason=_unquoted(decision.reason))


def _unquoted(text: str) -> str:
    return _SAID.sub(f"“{HIDDEN}”", text)


def _place(evidence: Evidence) -> Evidence:
    return replace(evidence, quote=None)


def _near(nearest: NearMiss | None) -> NearMiss | None:
    return None if nearest is None else replace(nearest, quote=HIDDEN)


def _cleaner(rule: Rule, files: str, spoken: regex.Pattern[str] | None) -> Clean:
    sources = (source.ref for source in rule.source)
    known = "\n".join((rule.title, rule.why, rule.fix, *sources, files)).casefold()

    def kept(said: regex.Match[str]) -> str:
        words = said.group().strip("“”").casefold().strip()
        own = words and regex.search(rf"(?<!\w){regex.escape(words)}(?!\w)", known)
        return said.group() if own else f"“{HIDDEN}”"

    def clean(text: str) -> str:
        text = _SAID.sub(kept, text)
        return text if spoken is None else spoken.sub(HIDDEN, text)

    return clean


def _spoken(submission: Submission) -> regex.Pattern[str] | None:
    """What messages may say without quotation marks: people's names and the plan's cells."""
    texts = {text for text in _cells_and_names(submission) if len(text) > 2}
    if not texts:
        return None
    choices = "|".join(map(regex.escape, sorted(texts, key=lambda t: (-len(t), t))))
    return regex.compile(rf"(?<!\w)(?:{choices})(?!\w)")


def _cells_and_names(submission: Submission) -> Iterator[str]:
    yield from (person.name for person in submission.facts.people)
    for row in submission.plan.rows if submission.plan else ():
        for cell in row.cells:
            text = " ".join(cell.text.split())
            short = cell.column in (PlanColumn.LEAD, PlanColumn.TARGET_DATE)
            if short and not _DATE.fullmatch(text):
                # Messages cut long cells; the cut depends on the rule.
                yield from {clip(text, limit) for limit in (30, 40, 60, len(text) or 1)}
