"""Lists of names and files of decisions with anything in them: taken, or refused in plain words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dhrcheck.decisions.form import parsed, read_decisions
from dhrcheck.decisions.model import Decision, Decisions, Review, Ruling
from dhrcheck.decisions.store import Store, laid_out
from dhrcheck.files import WrongUsage
from dhrcheck.protected.listing import protected_names, read_names
from dhrcheck.protected.masking import MASK, Mask
from dhrcheck.rulebook.model import RulebookError
from dhrcheck.rulebook.problems import Problems
from tests.properties import bounded

FIRST = st.sampled_from(
    ("Orlaith", "Quillhaven", "Zebediah", "Anneke", "O'Fenwick", "Siân", "Łucja")
)
LAST = st.sampled_from(
    ("Brackenthorpe", "Fenwickson", "Ní Dhálaigh", "van der Quill", "Okonjo-Vale")
)
PEOPLE = st.builds("{} {}".format, FIRST, LAST)
AROUND = st.text(" abcdefg.,;:()'’“”-\n\t\u00a0|#", max_size=12)
ODD_LINES = st.one_of(
    st.text(max_size=30),
    PEOPLE,
    st.builds("{} | {}".format, PEOPLE, FIRST),
    st.builds("{} # {}".format, PEOPLE, st.text(max_size=9)),
    st.sampled_from(("", "#", "|", "||||", " | ", "12/03/1988", "07700 900123", "x" * 300)),
)


@given(st.lists(ODD_LINES, max_size=8))
@bounded(300)
def test_any_list_is_taken_or_refused_without_a_word_of_it(lines: list[str]) -> None:
    try:
        names = protected_names(lines)
    except WrongUsage as refused:
        said = str(refused)
    else:
        said = f"{names!r}{names}{names.entries!r}"
    for word in ("Brackenthorpe", "Fenwickson", "Orlaith", "Zebediah", "Okonjo"):
        assert word not in said


@given(st.binary(max_size=200))
@bounded(150)
def test_any_file_of_names_is_taken_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("names") / "Brackenthorpe.txt"
    path.write_bytes(content)
    try:
        assert len(read_names(path)) > 0
    except WrongUsage as refused:
        said = str(refused)
    else:
        return
    assert "Brackenthorpe" not in said


@given(st.lists(PEOPLE, min_size=1, max_size=4), AROUND, AROUND, st.data())
@bounded(300)
def test_no_listed_name_is_left_in_a_masked_text(
    people: list[str], before: str, after: str, data: st.DataObject
) -> None:
    mask = Mask(protected_names(people))
    name = data.draw(st.sampled_from(people))
    way = data.draw(st.sampled_from((str, str.upper, str.lower, lambda n: n.replace(" ", "\n"))))
    masked = mask.text(f"{before} {way(name)} {after}")
    assert way(name) not in masked
    assert MASK in masked
    assert mask.text(masked) == masked


@given(st.lists(PEOPLE, min_size=1, max_size=3), st.text(max_size=80))
@bounded(300)
def test_masking_breaks_on_no_text(people: list[str], text: str) -> None:
    masked = Mask(protected_names(people)).text(text)
    if MASK not in masked:
        assert masked == text


# --- decisions -----------------------------------------------------------------------------------

WORDS = st.text(min_size=1, max_size=40)
DIGEST = st.text("0123456789abcdef", min_size=64, max_size=64)


@given(st.one_of(st.text(max_size=200), st.binary(max_size=200)))
@bounded(200)
def test_any_file_of_decisions_is_taken_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: Any
) -> None:
    path = tmp_path_factory.mktemp("decisions") / "dhrcheck-decisions.yaml"
    data = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
    for head in (b"", b"version: 1\ndecisions:\n"):
        path.write_bytes(head + data)
        try:
            assert isinstance(read_decisions(path), Decisions)
        except RulebookError as refused:
            said = str(refused)
        else:
            continue
        assert said.strip()


LINES_OF_DECISIONS = """\
version: 1
reviews:
  - name: a-review
    likeness: 0123456789abcdef
decisions:
  - rule: identity-protected-names
    decision: confirmed
    reason: Looked at by the panel
    who: The chair
    date: 2026-03-01
    expires: 2027-03-01
    review: a-review
    evidence: 0123456789abcdef
  - decision: read-by-eye
    pages: 1 to 3, 7
    reason: A scan
    who: The chair
    date: 2026-03-01
    file: 0123456789abcdef
""".split("\n")


@given(
    st.lists(st.tuples(st.integers(0, 18), st.sampled_from(LINES_OF_DECISIONS) | WORDS), max_size=4)
)
@bounded(300)
def test_a_spoilt_file_of_decisions_is_taken_or_refused(changes: list[tuple[int, str]]) -> None:
    lines = list(LINES_OF_DECISIONS)
    for at, text in changes:
        lines[at % len(lines)] = text
    problems = Problems()
    found = parsed("\n".join(lines), "decisions.yaml", problems)
    assert (found is None) is bool(problems) or found is not None


@given(WORDS, WORDS, st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from(list(Ruling)))
@bounded(60)
def test_what_is_written_down_is_read_back_as_it_was_meant(
    tmp_path_factory: pytest.TempPathFactory, reason: str, who: str, day: date, ruling: Ruling
) -> None:
    from dhrcheck.decisions.fingerprint import DIGITS, SKETCH, SKETCH_DIGITS

    by_eye = ruling is Ruling.READ_BY_EYE
    one = Decision(
        ruling,
        " ".join(reason.split()),
        " ".join(who.split()),
        day,
        "a-review",
        rule=None if by_eye else "letter-annexed",
        evidence=None if by_eye else "a" * DIGITS,
        file="b" * 64 if by_eye else None,
        pages=((1, 3),) if by_eye else None,
    )
    review = Review("a-review", tuple(f"{n:0{SKETCH_DIGITS}x}" for n in range(SKETCH)))
    wanted = Decisions("dhrcheck-decisions.yaml", (review,), (one,))
    problems = Problems()
    first = parsed(laid_out(wanted), "dhrcheck-decisions.yaml", problems)
    # A text that says nothing, or holds what no file may, is refused when it is read.
    assume(first is not None and not problems)
    assert first is not None
    store = Store(tmp_path_factory.mktemp("kept") / "dhrcheck-decisions.yaml")
    store.change(lambda _: first)
    bare = [tuple(replace(one, line=0) for one in d.entries) for d in (store.read(), first)]
    assert bare[0] == bare[1]
    assert store.change(lambda now: now) == store.read()
