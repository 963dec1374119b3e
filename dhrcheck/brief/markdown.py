"""A brief as Markdown: for an e-mail, a wiki or a note. Nothing in a review's words acts as markup."""

from __future__ import annotations

from collections.abc import Iterator

from dhrcheck.brief.making import make_brief
from dhrcheck.brief.model import Chapter, Entry, Item
from dhrcheck.engine import Report
from dhrcheck.output import BRIEF_OPENING, Look, begin
from dhrcheck.output.markdown import escaped
from dhrcheck.output.wording import settings_words


def render(report: Report, look: Look) -> str:
    """The brief of ``report`` as Markdown with a newline at its end."""
    brief = make_brief(
        report,
        stage_assumed=look.stage_assumed,
        everything=look.verbose,
        quotes=look.quotes,
        settings=settings_words(look),
    )
    lines = [
        f"{begin(BRIEF_OPENING)}a brief for a reviewer -->",
        "",
        f"# {escaped(brief.title)}",
        "",
    ]
    lines += [f"**{escaped(brief.verdict_words)}**", ""]
    lines += [_entry(entry) for entry in brief.about]
    lines += ["", f"> {escaped(brief.warning)}"]
    for chapter in brief.chapters:
        lines += ["", *_chapter(chapter)]
    lines += ["", "---", ""]
    lines += [f"- {escaped(line)}" for line in brief.foot]
    return "\n".join(lines) + "\n"


def _chapter(chapter: Chapter) -> Iterator[str]:
    yield f"{'#' * chapter.level} {escaped(chapter.title)}"
    if chapter.lead:
        yield ""
        yield f"> **{escaped(chapter.lead)}**" if chapter.draft else escaped(chapter.lead)
    if chapter.entries or chapter.items:
        yield ""
    for entry in chapter.entries:
        yield _entry(entry)
    for number, item in enumerate(chapter.items, 1):
        yield f"{number}. {_item(item)}" if chapter.numbered else f"- {_item(item)}"


def _entry(entry: Entry) -> str:
    where = f" ({escaped(entry.where)})" if entry.where else ""
    mark = f"*{entry.mark}:* " if entry.mark else ""
    return f"- **{escaped(entry.label)}:** {mark}{escaped(entry.text)}{where}"


def _item(item: Item) -> str:
    where = f" ({escaped(item.where)})" if item.where else ""
    note = f" *{escaped(item.note)}*" if item.note else ""
    rule = f" `{item.rule.replace('`', ' ')}`" if item.rule else ""
    return f"{escaped(item.text)}{where}{note}{rule}"
