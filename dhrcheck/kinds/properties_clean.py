"""``properties-clean``: what lies beside the pages gives no person, folder or inner address away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from dhrcheck.document.names_in_properties import Ordinary, authors_not_in, names_not_in
from dhrcheck.document.passage import clip
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.kinds.unread_files import not_all_read
from dhrcheck.kinds.whereabouts import listed
from dhrcheck.outcome import Box, Evidence, Outcome, Status
from dhrcheck.patterns import compiled
from dhrcheck.reading.model import FileReading
from dhrcheck.rulebook.pattern import Pattern
from dhrcheck.rulebook.phrases import word_index

_MOST_SHOWN = 60
_MOST_TEXTS = 20_000
_MASK = "•••"
_WORD = compiled(r"[\p{L}\d]+")


@dataclass(frozen=True, slots=True)
class PropertiesClean:
    """``folders`` and ``addresses``: patterns of folder paths and of inner addresses, which fail.
    ``local``: patterns of links to files beside this one, and ``titles`` of titles that are a file's
    name; both are for a person. ``people_in``: the further entries that hold a person's name.
    ``not_a_person``: words of organisations, programs and documents; what holds one is no name."""

    folders: tuple[Pattern, ...]
    addresses: tuple[Pattern, ...]
    local: tuple[Pattern, ...] = ()
    titles: tuple[Pattern, ...] = ()
    people_in: tuple[str, ...] = ()
    not_a_person: tuple[str, ...] = ()


class _Text(NamedTuple):
    """A text beside the pages: what it is, where, and how names in it are told ("" where not)."""

    file: int
    what: str
    text: str
    names: str = ""
    page: int | None = None
    box: Box | None = None


class _Found(NamedTuple):
    status: Status
    said: str
    evidence: Evidence


def run(parameters: PropertiesClean, question: Question) -> Outcome:
    """Fails on listed names, folders and inner addresses; a person's name is for a person."""
    submission = question.submission
    found = [*_listed_names(question), *_looked_at(parameters, question)]
    fails = [item for item in found if item.status is Status.FAIL]
    if fails:
        return Outcome(
            Status.FAIL,
            f"What lies beside the pages gives something away: {_summed(fails)}.",
            tuple(item.evidence for item in (*fails, *_reviews(found)))[:_MOST_SHOWN],
        )
    nothing = "Properties, bookmarks, links and file names give nothing away."
    unread = not_all_read(submission, nothing)
    if unread:
        return unread
    if found:
        return Outcome(
            Status.REVIEW,
            f"Please look at what lies beside the pages: {_summed(found)}. Nothing is wrong with the"
            " name of a chair or an officer there, if it may be public.",
            tuple(item.evidence for item in found)[:_MOST_SHOWN],
        )
    return Outcome(
        Status.PASS,
        nothing,
        tuple(Evidence(number, None) for number in range(len(submission.files))),
    )


def _reviews(found: list[_Found]) -> list[_Found]:
    return [item for item in found if item.status is Status.REVIEW]


def _summed(found: list[_Found]) -> str:
    counts: dict[str, int] = {}
    for item in found:
        counts[item.said] = counts.get(item.said, 0) + 1
    return listed([said if n == 1 else f"{said} ({n} times)" for said, n in counts.items()])


def _listed_names(question: Question) -> Iterator[_Found]:
    """Names of the user's list that stand beside the text."""
    for hit in question.protected.hits if question.protected else ():
        if hit.passage is None:
            status = Status.REVIEW if hit.why else Status.FAIL
            yield _Found(status, f"a protected name in {hit.where}", hit.evidence)


def _looked_at(parameters: PropertiesClean, question: Question) -> Iterator[_Found]:
    submission = question.submission
    index = word_index(submission.passage().text)
    headers = {
        word.lower()
        for line in submission.flow
        if line.furniture or line.contents
        for word in _WORD.findall(line.text)
    }
    ordinary = Ordinary(
        frozenset(word.lower() for word in parameters.not_a_person),
        lambda word: bool(index.numbers_of(word)) or word in headers,
    )
    unread = {(page.file, page.number) for page in submission.pages if page.read.is_unread}
    # Where half of a review was not read, nobody can say which names it uses.
    names = 2 * len(unread) < max(1, len(submission.pages))
    told: set[tuple[int, str, str, int | None]] = set()
    for number, file in enumerate(submission.files):
        # A file of our own limit or of another kind is judged by its name alone.
        for item, _ in zip(_texts(number, file, parameters), range(_MOST_TEXTS)):
            if not names or (item.page and (number, item.page) in unread):
                item = item._replace(names=item.names if item.names == "link" else "")
            for found in _in_text(item, parameters, ordinary):
                key = (number, found.said, found.evidence.quote or "", found.evidence.page)
                if key not in told:
                    told.add(key)
                    yield found


def _texts(number: int, file: FileReading, parameters: PropertiesClean) -> Iterator[_Text]:
    """Every text of a file beside its pages."""
    own = file.properties
    yield _Text(number, "the file name", _stem(file.name), "words")
    yield _Text(number, "the title", own.title or "", "title")
    yield _Text(number, "the author", own.author or "", "author")
    for name in ("subject", "keywords", "creator", "producer"):
        yield _Text(number, f"the {name}", getattr(own, name) or "")
    for name, text in own.entries:
        people = name in parameters.people_in and text not in (own.author or "")
        yield _Text(number, f"the entry {clip(name, 30)}", text, "author" if people else "")
    for mark in own.bookmarks:
        yield _Text(number, "a bookmark", mark.title, "heading", mark.page)
        yield _Text(number, "a bookmark's link", mark.target, "link", mark.page)
    for place, text in own.alternatives:
        yield _Text(number, "a picture's alternative text", text, "", place)
    for name in own.attachments:
        yield _Text(number, "an attached file's name", _stem(name), "words")
    for page in file.pages:
        for note in page.annotations:
            if note.kind == "Link":
                yield _Text(number, "a link", note.target, "link", page.number, note.box)


def _stem(name: str) -> str:
    """A file's name without its ending, its words apart."""
    return (name.rpartition(".")[0] or name).replace("-", " ")


def _in_text(item: _Text, parameters: PropertiesClean, ordinary: Ordinary) -> Iterator[_Found]:
    text = item.text.strip("\x00 ")
    if not text or (item.names == "link" and text.startswith("page ")):
        return
    groups = (
        (Status.FAIL, "a folder path", parameters.folders),
        (Status.FAIL, "an inner address", parameters.addresses),
        (Status.REVIEW, "a file beside this one", parameters.local if item.names == "link" else ()),
        (Status.REVIEW, "a file's name", parameters.titles if item.names == "title" else ()),
    )
    for status, said, patterns in groups:
        match = next(filter(None, (pattern.search(text) for pattern in patterns)), None)
        if match:
            quote = f"{_kind_of(match.group())}{_MASK}"
            yield _found(item, status, f"{said} in {item.what}", quote)
            return
    if item.names == "author" and authors_not_in(text, ordinary):
        said = f"{item.what} names a person who is not named in the review"
        yield _found(item, Status.REVIEW, said, _MASK)
    elif item.names in ("words", "title", "heading") and names_not_in(
        text, ordinary, heading=item.names == "heading"
    ):
        yield _found(item, Status.REVIEW, f"words in {item.what} that may be a name", _MASK)


def _found(item: _Text, status: Status, said: str, quote: str) -> _Found:
    place = Evidence(item.file, item.page, f"{item.what}: {quote}", item.box)
    return _Found(status, said, place)


def _kind_of(matched: str) -> str:
    r"""What a path or address begins with, without what could be a name: ``C:\Users\``."""
    return clip(matched, 60)


KIND = Kind("properties-clean", PropertiesClean, run, needs_part=False, files_only=True)
