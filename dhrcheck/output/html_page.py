"""The page around what is shown: one file, under a policy that lets in this file's own sheet and
script and pictures, and nothing else.

Every text is escaped here, in one place, whatever it is and wherever it stands: the templates have
autoescape on, and each value goes through ``harmless`` on its way.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import jinja2
from markupsafe import Markup

from dhrcheck.output import HTML_OPENING, begin
from dhrcheck.output.visible import visible

_FOLDER = "html"
_NO_CHARACTERS = {code: f"\\u{code:04x}" for code in (*range(0xFDD0, 0xFDF0), 0xFFFE, 0xFFFF)} | {
    plane + last: f"\\U{plane + last:08x}"
    for plane in range(0x10000, 0x110000, 0x10000)
    for last in (0xFFFE, 0xFFFF)
}
"""Code points that HTML does not know as characters."""


def page(
    template: str, *, sheets: Sequence[str], script: str = "", running: str = "", **shown: Any
) -> str:
    """The template of this name, filled: a whole page with a newline at its end.

    ``sheets`` and ``script`` (a page may do without) are file names of the package; ``running`` is
    printed on every page of paper (untrusted text, like all that is in ``shown``).
    """
    style = "\n".join(_asset(name) for name in sheets) + _running_title(running)
    code = _asset(script) if script else ""
    return (
        _templates()
        .get_template(template)
        .render(
            opening=Markup(begin(HTML_OPENING)),
            style=Markup(style),
            script=Markup(code),
            policy=policy(style, code),
            **shown,
        )
    )


def policy(style: str, script: str) -> str:
    """The content-security policy of a page with this sheet and this script (empty: with none)."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_digest(style)}'",
            f"script-src '{_digest(script) if script else 'none'}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def png_address(png: bytes) -> Markup:
    """A PNG picture as an address that holds all of it."""
    # Base64 has no character that HTML knows, and long texts are slow to look through.
    return Markup("data:image/png;base64," + base64.b64encode(png).decode("ascii"))


def png_size(png: bytes) -> tuple[int, int]:
    """Width and height of a PNG picture in pixels, so that its room is kept before it is drawn."""
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")


def harmless(value: Any) -> Any:
    """A value as the page shows it: no control or direction characters, nothing that is no character."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return visible(value).translate(_NO_CHARACTERS)
    return value


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode()


def _asset(name: str) -> str:
    # A browser counts a line's end as one character before it takes the digest.
    return (files(__package__) / _FOLDER / name).read_text("utf-8").replace("\r\n", "\n")


def _running_title(text: str) -> str:
    if not text:
        return ""
    # Every character but plain letters and digits as its number: nothing can end the string.
    shown = "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):06x}" for c in harmless(text))
    return (
        "\n@media print {\n  @page {\n    @top-left {\n"
        f'      content: "{shown}";\n      font: 8.5pt sans-serif;\n      color: #333;\n'
        "    }\n  }\n}\n"
    )


@cache
def _templates() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FunctionLoader(_asset),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=harmless,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
