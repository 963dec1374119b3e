"""The ways of checking. A rule file names one and gives its parameters; the logic is here.

One small module a kind, one line in ``KINDS``: dull, and found by a search.
"""

from __future__ import annotations

from dhrcheck.kinds import (
    agency_balance,
    agreement,
    appendices_cited,
    careful_wording,
    chair_statement,
    file_is_pdf,
    file_opens,
    file_size,
    general_term,
    labels_absent,
    letter_annexed,
    letter_at_end,
    letter_complete,
    letter_matches,
    letter_points,
    name_exact,
    pages_readable,
    part_present,
    passages_for_a_person,
    person_decides,
    phrase_absent,
    plan_annexed,
    plan_outcomes,
    plan_timelines,
    plan_updates,
    plan_verbs,
    points_listed,
    pseudonym_prevails,
    recommendations_agree,
    recommendations_numbered,
    section_says,
    statement_present,
    table_columns,
    verdict_stated,
    words_together,
)
from dhrcheck.kinds.question import Kind, Question

_ALL: tuple[Kind, ...] = (
    agency_balance.KIND,
    agreement.KIND,
    appendices_cited.KIND,
    careful_wording.KIND,
    chair_statement.KIND,
    file_is_pdf.KIND,
    file_opens.KIND,
    file_size.KIND,
    general_term.KIND,
    labels_absent.KIND,
    letter_annexed.KIND,
    letter_at_end.KIND,
    letter_complete.KIND,
    letter_matches.KIND,
    letter_points.KIND,
    name_exact.KIND,
    pages_readable.KIND,
    part_present.KIND,
    passages_for_a_person.KIND,
    person_decides.KIND,
    phrase_absent.KIND,
    plan_annexed.KIND,
    plan_outcomes.KIND,
    plan_timelines.KIND,
    plan_updates.KIND,
    plan_verbs.KIND,
    points_listed.KIND,
    pseudonym_prevails.KIND,
    recommendations_agree.KIND,
    recommendations_numbered.KIND,
    section_says.KIND,
    statement_present.KIND,
    table_columns.KIND,
    verdict_stated.KIND,
    words_together.KIND,
)

KINDS: dict[str, Kind] = {kind.name: kind for kind in _ALL}

__all__ = ["KINDS", "Kind", "Question"]
