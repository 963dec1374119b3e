"""What changed between two runs: fixed, new, still open; what could not be read is never fixed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from dhrcheck.outcome import Status
from dhrcheck.triage.model import Change, Changes
from dhrcheck.triage.result import STATUS_OF, Checked, RuleLine
from dhrcheck.triage.store import Kept, RunRow, Store

_OPEN = (Status.FAIL, Status.REVIEW, Status.UNREAD, Status.ERROR)


def changes_between(
    store: Store, before: RunRow, now: RunRow, copies: Collection[str] = ()
) -> Changes:
    """What became of the reviews of run ``before`` in run ``now``; reviews are told by their names.

    ``copies`` are names that run ``now`` has under another one: they are not gone.
    """
    earlier = {
        kept.name: _states(kept.checked, before.rules) for kept in store.reviews(before.number)
    }
    changed: list[Change] = []
    added: list[str] = []
    unchanged = 0
    for name, verdict, states in _all(store.reviews(now.number), now.rules):
        if name not in earlier:
            added.append(name)
            continue
        old_verdict, old = earlier.pop(name)
        change = _change(name, (old_verdict, old), (verdict, states))
        if change is None:
            unchanged += 1
        else:
            changed.append(change)
    return Changes(
        before.number,
        tuple(changed),
        tuple(sorted(added)),
        tuple(sorted(name for name in earlier if name not in copies)),
        unchanged,
        before.head.get("ruleset") != now.head.get("ruleset"),
    )


_States = dict[str, Status]


def _all(
    reviews: Iterable[Kept], rules: tuple[RuleLine, ...]
) -> Iterator[tuple[str, str, _States]]:
    for kept in reviews:
        verdict, states = _states(kept.checked, rules)
        yield kept.name, verdict, states


def _states(checked: Checked, rules: tuple[RuleLine, ...]) -> tuple[str, _States]:
    """The verdict, and each rule's status with people's decisions counted."""
    states = {
        rule.id: STATUS_OF[letter] for rule, letter in zip(rules, checked.statuses, strict=False)
    }
    for finding in checked.findings:
        if finding.counts_as is not Status(finding.status):
            decided = Status.FAIL if finding.must_fix else Status.NOT_APPLICABLE
            states[rules[finding.rule].id] = decided
    return checked.verdict, states


def _change(name: str, before: tuple[str, _States], now: tuple[str, _States]) -> Change | None:
    """The change of one review; None where nothing about it changed."""
    old, states = before[1], now[1]
    if before == now:
        return None
    was = [rule for rule, status in old.items() if status in _OPEN]
    # Where nothing was checked this time, nothing is known to be put right.
    is_open = [
        rule
        for rule in dict.fromkeys((*old, *states))
        if states.get(rule, Status.UNREAD if not states else Status.NOT_APPLICABLE) in _OPEN
        and (states or rule in was)
    ]
    return Change(
        name,
        before[0],
        now[0],
        fixed=tuple(rule for rule in was if states.get(rule) is Status.PASS),
        new=tuple(rule for rule in is_open if rule not in was),
        still_open=tuple(rule for rule in is_open if rule in was),
        settled=tuple(
            rule for rule in was if rule not in is_open and states.get(rule) is not Status.PASS
        ),
    )
