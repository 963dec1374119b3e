"""Without quotes, no form holds the words of a review: of every rule, in every example of it."""

from __future__ import annotations

import pytest

from dhrcheck import api
from dhrcheck.engine import Result
from dhrcheck.output import REPORT_FORMATS, Look
from dhrcheck.output.quotes import HIDDEN, without_quotes
from dhrcheck.rulebook.examples import try_rule
from dhrcheck.rulebook.loader import load_rules, load_vocabulary
from tests.report_builder import a_file, a_report, sample

TEXT = [f.name for f in REPORT_FORMATS.values() if not f.wants_pages]


@pytest.fixture(scope="module")
def tried() -> list[Result]:
    """What every rule answers to every example of its own."""
    rules = load_rules(examples=True)
    vocabulary = load_vocabulary(rules.folders)
    trials = (t for rule in rules.rules for t in try_rule(rule, vocabulary, mutate=False).trials)
    return [trial.result for trial in trials if trial.result is not None]


def said(result: Result) -> str:
    return " ".join(f"{result.outcome.message} {result.outcome.fix or ''}".casefold().split())


def test_no_message_of_any_rule_repeats_a_sentence_that_it_found(tried: list[Result]) -> None:
    leaks = []
    hidden = 0
    for result in tried:
        shown = without_quotes(a_report(result, files=(a_file("submission.pdf"),))).results[0]
        hidden += HIDDEN in said(shown)
        own = f"{result.rule.title} {result.rule.why} {result.rule.fix}".casefold()
        for evidence in (*result.outcome.evidence, *result.outcome.on_screen):
            words = " ".join((evidence.quote or "").casefold().split())
            # A date or a column's name is no sentence; what the rule itself says is no secret.
            if len(words.split()) > 5 and words in said(shown) and words not in own:
                leaks.append(f"{result.rule.id}: {words}")
    assert len(tried) > 1_000
    assert hidden > 100
    # The nine characteristics are the Act's own list, in whatever order a review gives them.
    assert [leak for leak in leaks if not leak.startswith("report-equality")] == []


@pytest.mark.parametrize("name", ["faults-2023.pdf", "complete-review.pdf"])
def test_no_form_of_a_real_check_holds_a_sentence_of_the_review(name: str) -> None:
    report = api.check(sample(name))
    results = [r for r in report.results if r.outcome.evidence]
    quotes = {
        " ".join(e.quote.split())[:60]
        for r in results
        for e in r.outcome.evidence
        if e.quote and len(e.quote.split()) > 7
    }
    assert len(quotes) > 50
    people = {person.name for person in report.submission.facts.people if " " in person.name}
    for form in TEXT:
        look = Look(quotes=False, verbose=True, width=10_000)
        text = " ".join(REPORT_FORMATS[form].content(report, look).decode("utf-8").split())
        assert [q for q in quotes if q in text] == []
        assert [p for p in people if p in text] == []
