"""A sheet of text for people: headings, entries and indented paragraphs, wrapped by rich.

Everything is set as plain text; callers escape what comes from files and rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dhrcheck.output import Look
from dhrcheck.output.visible import for_encoding

LABEL_WIDTH = 9
INDENT = 4


class Sheet:
    """Text laid out line by line; ``text()`` gives all of it."""

    def __init__(self, look: Look) -> None:
        self._file = StringIO()
        self._coloured = look.colour
        self._encoding = look.encoding
        self._console = Console(
            file=self._file,
            width=max(40, look.width),
            force_terminal=look.colour,
            color_system="standard" if look.colour else None,
            no_color=not look.colour,
            legacy_windows=False,
            markup=False,
            emoji=False,
            highlight=False,
            _environ={},
        )

    def gap(self) -> None:
        """An empty line."""
        self._console.print()

    def line(self, text: str, style: str = "") -> None:
        """A paragraph from the left edge."""
        self._console.print(self._set(text, style))

    def heading(self, text: str, style: str = "") -> None:
        """A heading with a line under it."""
        self.gap()
        self._console.print(self._set(text, f"bold {style}"))
        self._console.print(Text("-" * min(len(text), self._console.width), style=style))

    def entry(self, label: str, text: str, style: str = "") -> None:
        """A label and its text, side by side."""
        grid = Table.grid(padding=(0, 1, 0, 0))
        grid.add_column(width=LABEL_WIDTH, no_wrap=True)
        grid.add_column(overflow="fold")
        grid.add_row(self._set(label, "dim"), self._set(text, style))
        self._console.print(grid)

    def item(self, number: int, title: str, identifier: str) -> None:
        """A numbered item with its rule's id."""
        text = self._set(title, "bold")
        text.append_text(self._set(f"  [{identifier}]", "not bold dim"))
        grid = Table.grid(padding=(0, 0, 0, 0))
        grid.add_column(width=INDENT, no_wrap=True)
        grid.add_column(overflow="fold")
        grid.add_row(self._set(f"{number}."), text)
        self._console.print(grid)

    def under(self, text: str, style: str = "", *, bullet: bool = False) -> None:
        """A paragraph under an item."""
        if not bullet:
            self._console.print(Padding(self._set(text, style), (0, 0, 0, INDENT), expand=False))
            return
        self.labelled("-", text, style)

    def labelled(self, label: str, text: str, style: str = "", indent: int = INDENT) -> None:
        """A paragraph under an item, hanging behind its label."""
        lead = label if label == "-" else f"{label}:"
        grid = Table.grid(padding=(0, 1, 0, 0))
        grid.add_column(width=len(lead), no_wrap=True)
        grid.add_column(overflow="fold")
        grid.add_row(self._set(lead), self._set(text, style))
        self._console.print(Padding(grid, (0, 0, 0, indent), expand=False))

    def row(self, cells: Sequence[tuple[str, str]], widths: Sequence[int]) -> None:
        """A row of cells, each a text and its style.

        ``widths`` are those of all cells but the last, which takes what is left; all but the first
        and the last hold numbers.
        """
        grid = Table.grid(padding=(0, 2, 0, 0))
        for number, width in enumerate(widths):
            grid.add_column(width=width, no_wrap=True, justify="right" if number else "left")
        grid.add_column(overflow="fold")
        grid.add_row(*(self._set(text, style) for text, style in cells))
        self._console.print(grid)

    def _set(self, text: str, style: str = "") -> Text:
        """``text`` in characters that the screen knows, before it is wrapped."""
        known = for_encoding(text, self._encoding).decode(self._encoding, "replace")
        return Text(known, style=style, overflow="fold")

    def text(self) -> str:
        """All of it, without spaces at line ends."""
        lines = self._file.getvalue().split("\n")
        return "\n".join(line.rstrip() for line in lines).rstrip("\n") + "\n"
