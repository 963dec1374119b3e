"""The authors' styles: one module each, found by name. A module holds ``STYLE``."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from tests.reviews.style import Style


def style(name: str) -> Style:
    """The style called ``name``."""
    return import_module(f"{__name__}.{name}").STYLE


def styles(*, measuring: bool | None = None) -> list[Style]:
    """All styles by name; only those for measuring (or not) where ``measuring`` says so."""
    found = [style(m.name) for m in iter_modules(__path__) if not m.name.startswith("_")]
    return [s for s in found if measuring is None or s.measuring is measuring]
