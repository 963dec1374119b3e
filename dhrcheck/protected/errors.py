"""Errors that leave a call hold no listed name: a path or a rule of the house may hold one."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from dhrcheck.files import WrongUsage

if TYPE_CHECKING:
    from dhrcheck.protected.listing import ProtectedNames


def masker(names: ProtectedNames | None) -> Callable[[str], str]:
    """What masks the names of the list in a text; without a list the text stays as it is."""
    if names is None:
        return lambda text: text

    from dhrcheck.protected.masking import Mask

    return Mask(names).text


@contextlib.contextmanager
def masked_errors(names: ProtectedNames | None) -> Iterator[None]:
    """Wrong usage and invalid rules are said with the names of the list masked."""
    if names is None:
        yield
        return

    from dhrcheck.rulebook.model import RulebookError

    try:
        yield
    except (WrongUsage, RulebookError) as error:
        raise type(error)(masker(names)(str(error))) from None
