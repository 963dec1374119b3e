"""How the tests by hypothesis run: always the same examples, and no more than the gate has time for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

Test = TypeVar("Test", bound=Callable[..., Any])


def bounded(examples: int) -> Callable[[Test], Test]:
    """A fixed number of examples, derived from the test alone."""
    return settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


REPORT_WORDS = st.sampled_from(
    (
        *("Recommendation", "Action Plan", "Domestic Homicide Review", "Terms of Reference", "Yes"),
        *("1.", "1.2", "Appendix A", "(a)", "•", "Completed", "on-going", "12/03/2024", "2024"),
        *("March", "1st", "30 September 2021", "Home", "Office", "Dear", "Chair", "Panel", "DHR"),
        *("the", "of", "re-\u00ad", "co-", "ordinator", "“Quoted”", "’", "£", "Adult A", "died"),
    )
)
LINES = st.one_of(
    st.text(min_size=1, max_size=40),
    st.lists(REPORT_WORDS, min_size=1, max_size=8).map(" ".join),
)
"""Lines of text, half of them of the words that reports use."""
