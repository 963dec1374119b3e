"""The words by which a row of a plan says how far it has come and what came of it.

Plain phrases, matched as whole words; a star at the end takes any ending ("improv*").
"""

from __future__ import annotations

from dataclasses import dataclass


def _words(listed: str) -> tuple[str, ...]:
    """The phrases of a list parted by commas."""
    return tuple(" ".join(p.split()) for p in listed.split(",") if p.strip())


_COMPLETE = _words(
    """
    complete, completed, fully complete, achieved, implemented, fully implemented, closed,
    discharged, signed off, finished, actioned, action met, target met, concluded
    """
)
_COMPLETE_IN_STATUS = _words(
    """
    done, blue, met, in place, delivered, yes, embedded
    """
)
_DELAYED = _words(
    """
    delay, delayed, delays, overdue, slipped, slippage, late, later than planned, postponed,
    deferred, rescheduled, extended, missed, not met, was not met, not achieved, not
    completed, not yet complete, not yet completed, not complete, behind schedule, on hold,
    paused, outstanding, revised date, revised target, new date, new target, moved to, put
    back
    """
)
_ONGOING = _words(
    """
    ongoing, on going, in progress, under way, underway, continuing, continues, partially
    complete, partially completed, partly complete, partly completed, in hand, in development,
    being developed, being delivered, started, commenced, amber
    """
)
_NOT_STARTED = _words(
    """
    not started, not yet started, not begun, not yet begun, not commenced, not yet commenced,
    yet to start, yet to begin, to commence, not yet due, not due, no progress
    """
)
_REASONS = _words(
    """
    because, because of, due to, owing to, as a result of, as the, since the, following,
    pending, awaiting, waiting for, until, dependent on, subject to, in order to, to allow, so
    that, after the, while, pandemic, covid, covid-19, funding, resource*, recruit*, vacan*,
    capacity, staffing, sickness, procure*, election, restructur*, reorganis*, consultation,
    tender*, system change, new system, inspection
    """
)
_DONE = _words(
    """
    delivered, launched, published, held, trained, approved, introduced, issued, agreed,
    adopted, appointed, commissioned, recruited, circulated, shared, sent, written, updated,
    revised, changed, established, created, rolled out, went live, live since, live from, in
    use, in place, in post, in force, began, ratified, presented, reported, audited, reviewed,
    undertaken, carried out, took place, provided, produced, developed, signed, opened,
    embedded, added, extended, funded, tested, received
    """
)
_CHANGES = _words(
    """
    audit, audits, audited, survey*, dip sample*, sample, samples, sampled, evaluat*,
    feedback, increas*, reduc*, decreas*, improv*, rise, risen, rose, fell, fallen, doubled,
    halved, trebled, tripled, quadrupled, fewer, more victims, more people, more staff,
    more referrals, higher, lower, grew, grown, dropped, declined, up by, up from, up to, down by,
    down from, down to, gone up, gone down, went up, went down,
    better, safer, quicker, faster, sooner, earlier, now, no longer, percentage, proportion,
    number of, numbers of, rate of, rates of, measur*, shows, showed, shown, demonstrat*,
    evidenc*, result, results, resulting in, resulted in, led to, leading to, as a result,
    impact, effect, effective, effectively, difference, changed, changes in, change in,
    confident, confidence, able to, so that, means that, ensures, ensuring, enabl*,
    understand*, recognis*, identified, are identified, are asked, are seen, are offered, are
    heard, are referred, consistent*, compliance, compliant, timely, strengthen*, enhanc*,
    prevent*, protect*, benefit*, success*, satisfaction, outcome, outcomes
    """
)
_EFFECTS = _words(
    """
    survey shows, survey found, survey showed, evaluation shows, evaluation found, feedback shows,
    feedback from, increased, has increased, reduced, decreased, risen, rose, fell, fallen, doubled,
    halved, trebled, tripled, quadrupled, fewer, more victims, more people, higher, lower, up by,
    up from, down by, down from, gone up, gone down, went up, went down, improved, shows that, showed that,
    found that, no longer, now, confident, confidence, difference, as a result, led to, resulted
    in, impact, effect
    """
)
_DENIALS = _words(
    """
    not, not yet, to be, will be, should be, must be, can be, may be, is to be, are to be, due
    to be, yet to be, partially, partly, part, nearly, almost, once, when, until, if, expected
    to be, on track to be, being, before, by the time, never
    """
)
_FILLERS = _words(
    """
    action, actions, this, the, a, is, are, was, were, has, have, been, be, now, and, by, on,
    in, of, at, as, date, target, status, all, fully, work, task, recommendation, outcome,
    update, rag, brag, green, red, amber, blue, see above, as above, will, continue, reported,
    monitor
    """
)
_STATES = (
    *_COMPLETE,
    *_COMPLETE_IN_STATUS,
    *_DELAYED,
    *_ONGOING,
    *_NOT_STARTED,
    *_words(
        """
    continuous, continued, open, live, pending, n/a, na, none, tbc, tba, tbd, asap, immediate,
    immediately, business as usual, bau, under review, to be confirmed, on track, on target,
    on schedule, progressing, immediate effect, monitoring, monitored
    """
    ),
)


@dataclass(frozen=True, slots=True)
class StatusWords:
    """All lists. ``denials`` undo a state when they stand right before it; ``fillers`` say nothing."""

    complete: tuple[str, ...] = _COMPLETE
    complete_in_status: tuple[str, ...] = _COMPLETE_IN_STATUS
    """Words that mean completion only in a column of status or completion."""
    delayed: tuple[str, ...] = _DELAYED
    ongoing: tuple[str, ...] = _ONGOING
    not_started: tuple[str, ...] = _NOT_STARTED
    reasons: tuple[str, ...] = _REASONS
    done: tuple[str, ...] = _DONE
    """Past deeds: with a date they tell when something was done."""
    changes: tuple[str, ...] = _CHANGES
    """Words naming a change, a measure or a result."""
    effects: tuple[str, ...] = _EFFECTS
    """The plainest of them: what they say counts in a column of progress too."""
    denials: tuple[str, ...] = _DENIALS
    fillers: tuple[str, ...] = _FILLERS
    states: tuple[str, ...] = _STATES
