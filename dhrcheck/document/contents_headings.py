"""For each line of a contents list: the headings that it may mean, and the pages that it may mean."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import regex

from dhrcheck.document.model import ContentsEntry, FlowLine, Page, Part, Role, Submission
from dhrcheck.document.text import fold
from dhrcheck.patterns import compiled

_GAP = 12
"""Lines of the flow that may stand between two entries of one list."""
_NUMBER = compiled(r"^(?:(?:\d{1,3} )+|[a-z] (?:\d{1,3} )*|[ivx]{1,5} )(?=\p{L})")
_NAMED = compiled(
    r"^(?:section|part|chapter|appendix|annex|annexe|schedule|theme)"
    r" (?:[a-z]|\d{1,2}|[ivx]{1,5}|one|two|three|four|five|six|seven|eight|nine|ten)(?: |$)"
)
_SAME = (("learnt", "learned"), ("judgement", "judgment"), ("enquiry", "inquiry"), ("z", "s"))
_SMALL_WORDS = frozenset("the a an of to in on and for".split())
_NO_HEADING = frozenset(
    {"contents", "contents page", "table of contents", "page", "title page", "cover", "front cover"}
)
_GROUPS = {
    "appendices": Role.APPENDIX,
    "annexes": Role.APPENDIX,
    "annexes and appendices": Role.APPENDIX,
    "attachments": Role.APPENDIX,
}
_ROLE_WORDS: tuple[tuple[str, Role], ...] = (
    (r"\b(?:action|improvement) plan", Role.ACTION_PLAN),
    (r"\bletter\b|\bfeedback\b", Role.FEEDBACK_LETTER),
    (r"\bexecutive summary\b", Role.EXECUTIVE_SUMMARY),
    (r"\boverview report\b", Role.OVERVIEW_REPORT),
)
_ELSEWHERE = compiled(
    r"\bseparate(?:ly)?\b|\battached\b|\bsee (?:file|document)|\bin a file\b|\bwithheld\b|\bredacted\b"
)
_STOP = compiled(r"[.:;]\s|\s-\s")
_STEM = 4
"""Letters of a first word by which lines are sifted."""
_PREFIX = 25
"""Characters that a number, "Appendix A" and small words may take in a heading."""
_FIGURE = compiled(r"\d{1,4}")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


@dataclass(frozen=True, slots=True)
class ContentsList:
    """One contents list: its file, its entries and its first line."""

    file: int
    entries: tuple[ContentsEntry, ...]
    first: FlowLine


@dataclass(frozen=True, slots=True)
class Wanted:
    """An entry, the page number printed for it, and the lines that open what it names.

    ``lines`` are headings in the same words; ``parts`` are parts of that kind, where there is none.
    """

    entry: ContentsEntry
    page: int | None
    lines: tuple[FlowLine, ...]
    parts: tuple[Part, ...] = ()

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages on which it may begin, in order."""
        return tuple(
            dict.fromkeys([ln.page for ln in self.lines] + [p.first_page for p in self.parts])
        )


def contents_lists(submission: Submission) -> tuple[ContentsList, ...]:
    """All contents lists of at least three entries, in order."""
    groups: list[list[ContentsEntry]] = []
    for entry in submission.contents:
        line = submission.flow[entry.line]
        last = groups[-1][-1] if groups else None
        near = last is not None and entry.line - last.end_line <= _GAP
        if near and last is not None and submission.flow[last.line].file == line.file:
            groups[-1].append(entry)
        else:
            groups.append([entry])
    return tuple(
        ContentsList(submission.flow[g[0].line].file, tuple(g), submission.flow[g[0].line])
        for g in groups
        if len(g) >= 3
    )


def look_up(submission: Submission, contents: ContentsList) -> tuple[Wanted, ...]:
    """Each entry that names a heading, with what was found for it in the list's own file."""
    entries = [e for e in contents.entries if fold(e.title) not in _NO_HEADING]
    keys_of = {e: _entry_keys(e, _line_before(submission, contents, e)) for e in entries}
    found = _headings(submission, contents.file, {key for keys in keys_of.values() for key in keys})
    wanted = []
    for entry in entries:
        lines = {ln.index: ln for key in keys_of[entry] for ln in found.get(key, ())}
        ordered = tuple(lines[i] for i in sorted(lines))
        parts = () if ordered else tuple(_parts(submission, entry, contents.file))
        wanted.append(Wanted(entry, _as_number(entry.printed_page), ordered, parts))
    return tuple(wanted)


def is_elsewhere(entry: ContentsEntry, submission: Submission, file: int) -> bool:
    """True where the entry itself says that it is apart, or another file holds what it names."""
    title = fold(entry.title)
    if _ELSEWHERE.search(title):
        return True
    others = [p for p in submission.parts if p.file != file]
    if any(p.role in _roles(title) for p in others):
        return True
    keys = set(_entry_keys(entry))
    return any(
        s.file != file and keys.intersection(_heading_keys(s.title)) for s in submission.sections
    )


def names_letter(entry: ContentsEntry) -> bool:
    """True where an entry names the Home Office's letter."""
    return Role.FEEDBACK_LETTER in _roles(fold(entry.title))


def printed_numbers(submission: Submission, file: int) -> dict[int, frozenset[int]]:
    """The numbers in the header and footer of each page, and its label, where there are any."""
    numbers: dict[int, set[int]] = defaultdict(set)
    for page in submission.pages:
        if page.file == file:
            numbers[page.number] |= _numbers_on(submission, page)
    return {page: frozenset(found) for page, found in numbers.items()}


def _numbers_on(submission: Submission, page: Page) -> set[int]:
    found: set[int] = set()
    for line in submission.flow[page.first_line : page.end_line]:
        if line.furniture:
            found.update(map(int, _FIGURE.findall(line.text)))
            for word in fold(line.text).split():
                if (number := _as_number(word)) is not None:
                    found.add(number)
    label = submission.files[page.file].pages[page.number - 1].label
    if label and (number := _as_number(label.strip().lower())) is not None:
        found.add(number)
    return found


def offset_of(wanted: Iterable[Wanted]) -> tuple[int, int]:
    """The commonest number of pages between the printed number and the page, and how many have it."""
    counts: Counter[int] = Counter()
    for one in wanted:
        if one.page is not None:
            counts.update({page - one.page for page in one.pages})
    if not counts:
        return 0, 0
    most = max(counts.values())
    return min((o for o, n in counts.items() if n == most), key=abs), most


def _as_number(printed: str | None) -> int | None:
    if not printed:
        return None
    if printed.isdigit():
        return int(printed)
    low = printed.lower()
    if not low or any(c not in _ROMAN for c in low):
        return None
    values = [_ROMAN[c] for c in low]
    return sum(
        -v if any(later > v for later in values[i + 1 :]) else v for i, v in enumerate(values)
    )


def _entry_keys(entry: ContentsEntry, before: str = "") -> tuple[str, ...]:
    """The words by which an entry may be found; ``before`` is a line that may be its beginning."""
    whole = f"{entry.number} {entry.title}" if entry.number else entry.title
    texts = [entry.title, whole, *([f"{before} {whole}"] if before else [])]
    return tuple(dict.fromkeys(key for text in texts for key in _heading_keys(text)))


def _line_before(submission: Submission, contents: ContentsList, entry: ContentsEntry) -> str:
    """The contents line above an entry, where it is no entry of its own: a title over two lines."""
    if entry.line <= contents.first.index:
        return ""
    line = submission.flow[entry.line - 1]
    taken = any(e.line <= line.index < e.end_line for e in contents.entries)
    return "" if taken or not line.contents or line.furniture else line.text


def opens_a_line(submission: Submission, file: int, entry: ContentsEntry, pages: range) -> bool:
    """True where a line on one of ``pages`` begins with an entry's words and a stop or a dash.

    So does a heading that its paragraph runs on from.
    """
    keys = frozenset(_entry_keys(entry))
    for line in submission.flow:
        if line.file != file or line.page not in pages or line.furniture or line.contents:
            continue
        for stop in _STOP.finditer(line.text):
            if keys.intersection(_heading_keys(line.text[: stop.start()])):
                return True
    return False


def _heading_keys(text: str) -> Iterator[str]:
    """The words of a heading: as they are, without its number, and without "Appendix A"."""
    words = fold(text)
    yield from _plain(words)
    bare = _NUMBER.sub("", words)
    if bare != words:
        yield from _plain(bare)
    named = _NAMED.sub("", bare)
    if named and named != bare:
        yield from _plain(named)
        if (less := _NUMBER.sub("", named)) != named:
            yield from _plain(less)


def _plain(words: str) -> Iterator[str]:
    for one, other in _SAME:
        words = words.replace(one, other)
    kept = " ".join(w for w in words.split() if w not in _SMALL_WORDS)
    if kept:
        yield kept


def _headings(submission: Submission, file: int, keys: set[str]) -> dict[str, list[FlowLine]]:
    """The lines of a file that stand alone as one of ``keys``, over up to three lines."""
    found: dict[str, list[FlowLine]] = defaultdict(list)
    flow = submission.flow
    for section in submission.sections:
        if section.file == file:
            for key in _heading_keys(section.title):
                if key in keys:
                    found[key].append(flow[section.start])
    rooms: dict[str, int] = {}
    for key in keys:
        first = key.split(" ", 1)[0][:_STEM]
        for stem in (first, first.replace("inqu", "enqu")):
            rooms[stem] = max(rooms.get(stem, 0), len(key) + _PREFIX)
    for line in flow:
        if line.file != file or line.furniture or line.contents:
            continue
        room = _room(line.text, rooms) if line.paragraph or line.bold else 0
        text = line.text
        for following in (1, 2, 3):
            if len(text) > room:
                break
            for key in _heading_keys(text):
                if key in keys:
                    found[key].append(line)
            after = flow[line.index + following] if line.index + following < len(flow) else None
            if after is None or after.page != line.page or len(text) < _PREFIX:
                break
            text = f"{text} {after.text}"
    return found


def _room(text: str, rooms: dict[str, int]) -> int:
    """How long a line may be to be a heading that is looked for, by its first words; 0 for none."""
    words = text[:48].lower().split(" ", 5)[:5]
    return max((rooms.get(word.lstrip("('\"[")[:_STEM], 0) for word in words), default=0)


def _roles(title: str) -> tuple[Role, ...]:
    if title in _GROUPS:
        return (_GROUPS[title],)
    return tuple(role for words, role in _ROLE_WORDS if regex.search(words, title))


def _parts(submission: Submission, entry: ContentsEntry, file: int) -> Iterator[Part]:
    roles = _roles(fold(entry.title))
    yield from (p for p in submission.parts if p.role in roles and p.file == file)
