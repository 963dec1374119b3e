"""Dates are read as British reports write them, and nothing else is taken for one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dhrcheck.document.dates import Vague, find_dates, is_vague
from dhrcheck.document.model import PartialDate

NAMES = (
    "January February March April May June July August September October November December".split()
)


def spans(text: str) -> list[tuple[str, str]]:
    """First and last day of each date found; "?" where the year is unknown."""
    return [(str(f.when.earliest() or "?"), str(f.when.latest() or "?")) for f in find_dates(text)]


FULL = [
    "11th October 2023",
    "11 October 2023",
    "Wednesday 11 October 2023",
    "Wednesday, 11th October 2023",
    "Wednesday the 11th of October 2023",
    "11th day of October 2023",
    "11 th October\n2023",
    "11 Oct 2023",
    "11 Oct. 2023",
    "11-Oct-23",
    "11-Oct-2023",
    "11 Oct '23",
    "October 11, 2023",
    "October 11th 2023",
    "11/10/2023",
    "11/10/23",
    "11 / 10 / 2023",
    "11/10/\n2023",
    "11.10.2023",
    "11.10.23",
    "11-10-2023",
    "2023-10-11",
    "2023-10-11T09:00",
    "w/c 11/10/23",
    "1lth October 2O23",
    "the panel of 11 October 2023, chaired by",
]


@pytest.mark.parametrize("text", FULL)
def test_a_full_date_is_read_day_first(text: str) -> None:
    found = find_dates(text)
    assert [f.when for f in found] == [PartialDate(2023, 10, 11)], text
    assert found[0].full
    assert not found[0].us_order


PARTIAL = [
    ("October 2023", "2023-10-01", "2023-10-31"),
    ("October, 2023", "2023-10-01", "2023-10-31"),
    ("Oct-23", "2023-10-01", "2023-10-31"),
    ("Oct 23", "2023-10-01", "2023-10-31"),
    ("Oct '23", "2023-10-01", "2023-10-31"),
    ("Sept 2023", "2023-09-01", "2023-09-30"),
    ("10/2023", "2023-10-01", "2023-10-31"),
    ("by end of March 2024", "2024-03-01", "2024-03-31"),
    ("end March 2024", "2024-03-01", "2024-03-31"),
    ("mid-March 2024", "2024-03-01", "2024-03-31"),
    ("February 2024", "2024-02-01", "2024-02-29"),
    ("Q1 2024/25", "2024-04-01", "2024-06-30"),
    ("Q2 2024/25", "2024-07-01", "2024-09-30"),
    ("Q2 of 2024-25", "2024-07-01", "2024-09-30"),
    ("Q4 2024/25", "2025-01-01", "2025-03-31"),
    ("Q2 24/25", "2024-07-01", "2024-09-30"),
    ("Quarter 3 2023", "2023-10-01", "2023-12-31"),
    ("2nd quarter 2024/25", "2024-07-01", "2024-09-30"),
    ("2024/25 Q3", "2024-10-01", "2024-12-31"),
    ("Q1-Q2 2024/25", "2024-04-01", "2024-09-30"),
    ("spring 2024", "2024-03-01", "2024-05-31"),
    ("Autumn term 2024", "2024-09-01", "2024-11-30"),
    ("winter 2023/24", "2023-12-01", "2024-02-29"),
    ("2024/25", "2024-04-01", "2025-03-31"),
    ("2024-25", "2024-04-01", "2025-03-31"),
    ("2024/2025", "2024-04-01", "2025-03-31"),
    ("financial year 2024/25", "2024-04-01", "2025-03-31"),
    ("2024", "2024-01-01", "2024-12-31"),
    ("mid 2023", "2023-05-01", "2023-08-31"),
    ("mid-2023", "2023-05-01", "2023-08-31"),
    ("end of 2024", "2024-12-01", "2024-12-31"),
    ("late 2024", "2024-09-01", "2024-12-31"),
    ("March/April 2024", "2024-03-01", "2024-04-30"),
    ("April - June 2024", "2024-04-01", "2024-06-30"),
    ("April to June 2024", "2024-04-01", "2024-06-30"),
    ("December - January 2024", "2023-12-01", "2024-01-31"),
    ("2021-2023", "2021-01-01", "2023-12-31"),
]


@pytest.mark.parametrize(("text", "first", "last"), PARTIAL)
def test_a_span_is_read_with_its_first_and_last_day(text: str, first: str, last: str) -> None:
    assert spans(text) == [(first, last)], text
    assert not find_dates(text)[0].full


SEVERAL = [
    ("12th and 13th May 2021", ["2021-05-12", "2021-05-13"]),
    ("12, 13 and 14 May 2021", ["2021-05-12", "2021-05-13", "2021-05-14"]),
    ("16-20 May 2022", ["2022-05-16", "2022-05-20"]),
    ("12 May to 3 June 2021", ["2021-05-12", "2021-06-03"]),
    ("between 30 December and 4 January 2022", ["2021-12-30", "2022-01-04"]),
    ("31/03/24 and 30/09/24", ["2024-03-31", "2024-09-30"]),
]


@pytest.mark.parametrize(("text", "days"), SEVERAL)
def test_days_given_together_are_several_dates(text: str, days: list[str]) -> None:
    assert [first for first, _ in spans(text)] == days


@pytest.mark.parametrize(
    "text",
    [
        "section 9(3)",
        "under section 9 of it",
        "Section 9 may apply",
        "recommendation 3 may be met",
        "12.10.2",
        "4.12.19 The officer attended",
        "see paragraph 5.12.19",
        "version 1.10.19",
        "at 10.30am and 14:45",
        "at 2015 hours",
        "020 7035 4848",
        "0121 2015 2016",
        "2 Marsham Street, SW1P 4DF",
        "reference 12/2345/21",
        "it cost £2015",
        "2,024 people",
        "45/13/2021",
        "He may march on",
        "In March 12 officers came",
        "aged 20 to 25",
        "9/3",
        "24/7",
        "",
    ],
)
def test_other_figures_are_no_dates(text: str) -> None:
    assert find_dates(text) == ()


def test_a_day_without_a_year_waits_for_one() -> None:
    (found,) = find_dates("11 October")
    assert found.when == PartialDate(None, 10, 11)
    assert not found.full
    (known,) = find_dates("11 October", default_year=2023)
    assert known.when == PartialDate(2023, 10, 11)
    assert known.full


def test_only_what_cannot_be_day_first_is_read_month_first() -> None:
    (found,) = find_dates("10/16/2015")
    assert found.when == PartialDate(2015, 10, 16)
    assert found.us_order
    (plain,) = find_dates("10/06/2015")
    assert plain.when == PartialDate(2015, 6, 10)
    assert not plain.us_order


@pytest.mark.parametrize(
    "text", ["the Children Act 1989", "the 2004 Act", "Crime and Victims Act (2004)"]
)
def test_the_year_of_an_act_is_marked(text: str) -> None:
    (found,) = find_dates(text)
    assert found.of_law


def test_a_number_before_a_month_may_be_a_label() -> None:
    assert [f.when for f in find_dates("Recommendation 3 March 2024")] == [PartialDate(2024, 3)]


def test_a_day_that_is_no_day_leaves_its_month() -> None:
    assert [f.when for f in find_dates("30 February 2021")] == [PartialDate(2021, 2)]


days = st.dates(min_value=date(1945, 1, 1), max_value=date(2039, 12, 31))


def _ordinal(day: int) -> str:
    return f"{day}{'th' if 10 < day < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"


@given(
    days, st.sampled_from(["The panel met on {} and", "{}", "({})", "since\n{}.", "“{}”, he said"])
)
def test_every_day_comes_back_from_every_form(day: date, around: str) -> None:
    name = NAMES[day.month - 1]
    forms = [
        f"{day.day} {name} {day.year}",
        f"{_ordinal(day.day)} {name} {day.year}",
        f"{_ordinal(day.day)} of {name}, {day.year}",
        f"{day:%A} {day.day} {name[:3]} {day.year}",
        f"{day:%d/%m/%Y}",
        f"{day:%d.%m.%Y}",
        f"{day:%d-%m-%Y}",
        day.isoformat(),
    ]
    for form in forms:
        text = around.format(form)
        (found,) = find_dates(text)
        assert found.when == PartialDate(day.year, day.month, day.day), text
        assert found.full


@given(days)
def test_months_and_quarters_come_back(day: date) -> None:
    name = NAMES[day.month - 1]
    (month,) = find_dates(f"by the end of {name} {day.year}")
    assert month.when == PartialDate(day.year, day.month)
    first = day.year - (day.month < 4)
    quarter = (day.month - 4) % 12 // 3 + 1
    (found,) = find_dates(f"Q{quarter} {first}/{(first + 1) % 100:02d}")
    earliest, latest = found.when.earliest(), found.when.latest()
    assert earliest is not None
    assert latest is not None
    assert earliest <= day <= latest
    assert latest - earliest < timedelta(days=93)


@given(st.text(max_size=120))
def test_no_text_breaks_it_and_places_are_inside(text: str) -> None:
    last = 0
    for found in find_dates(text):
        assert 0 <= found.start < found.end <= len(text)
        assert found.start >= last or found.end == last
        last = found.end
        found.when.latest()


@pytest.mark.parametrize(
    "text", ["1" * 20_000, "1 " * 20_000, "may " * 20_000, "the end of " * 9_000]
)
def test_long_nonsense_is_read_quickly_and_holds_no_date(text: str) -> None:
    assert find_dates(text) == ()


VAGUE = [
    ("Ongoing", Vague.ONGOING),
    ("On-going and embedded", Vague.ONGOING),
    ("in progress", Vague.ONGOING),
    ("ASAP", Vague.ASAP),
    ("As soon as possible", Vague.ASAP),
    ("TBC", Vague.TBC),
    ("to be confirmed", Vague.TBC),
    ("?", Vague.TBC),
    ("Immediate", Vague.IMMEDIATE),
    ("With immediate effect", Vague.IMMEDIATE),
    ("within six months", Vague.WITHIN),
    ("3 months", Vague.WITHIN),
    ("6-12 months", Vague.WITHIN),
    ("Complete", Vague.COMPLETE),
    ("Completed", Vague.COMPLETE),
    ("Already in place", Vague.COMPLETE),
    ("Quarterly", Vague.RECURRING),
    ("N/A", Vague.NOTHING),
    ("-", Vague.NOTHING),
    ("March 2024", None),
    (
        "Training has been given to all staff of the service and its partners by the lead nurse",
        None,
    ),
    ("", None),
]


@pytest.mark.parametrize(("text", "kind"), VAGUE)
def test_vague_words_are_told_apart(text: str, kind: Vague | None) -> None:
    assert is_vague(text) is kind
