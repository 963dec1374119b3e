"""What nobody could read, and which parts it may belong to.

Without text recognition a page that is a picture says nothing of its part. What stands round it says
something: the rules err on the side of "may be".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dhrcheck.document.model import Page, Part, Role, Submission
from dhrcheck.outcome import PageRange

_OPEN_ROLES = (Role.OTHER, Role.APPENDIX, Role.COVER)
"""Where a page that nobody read stands among these, it may as well belong to another part."""
_LONG_ROLES = (Role.OVERVIEW_REPORT, Role.EXECUTIVE_SUMMARY)
"""Parts that go on until a heading opens another."""
_SEVERAL = 3


@dataclass(frozen=True, slots=True)
class Unread:
    """What nobody could read: pages, and whole files (by number, from 0). False where nothing is."""

    pages: tuple[PageRange, ...] = ()
    files: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.pages or self.files)

    def words(self, submission: Submission) -> str:
        """In plain words: "page 12, pages 61 to 63 and the file “plan.pdf”"."""
        several = len(submission.files) > 1
        said = [page_words(r, submission if several else None) for r in self.pages]
        said += [f"the file “{submission.files[i].name}”" for i in self.files]
        if len(said) > 8:
            said = [*said[:7], f"{len(said) - 7} more places"]
        return " and ".join(filter(None, [", ".join(said[:-1]), said[-1] if said else ""]))


def page_words(pages: PageRange, submission: Submission | None = None) -> str:
    """ "page 4" or "pages 4 to 6", with the file's name where a submission of several is given."""
    if pages.first_page == pages.last_page:
        words = f"page {pages.first_page}"
    else:
        words = f"pages {pages.first_page} to {pages.last_page}"
    return words if submission is None else f"{words} of “{submission.files[pages.file].name}”"


def page_ranges(pages: Iterable[tuple[int, int]]) -> tuple[PageRange, ...]:
    """Sorted ranges of adjacent pages from (file, page) pairs."""
    ranges: list[PageRange] = []
    for file, page in sorted(set(pages)):
        if ranges and ranges[-1].file == file and page == ranges[-1].last_page + 1:
            ranges[-1] = PageRange(file, ranges[-1].first_page, page)
        else:
            ranges.append(PageRange(file, page, page))
    return tuple(ranges)


def unread_in(
    submission: Submission, roles: tuple[Role, ...] = (), without: tuple[Role, ...] = ()
) -> Unread:
    """Unread pages of the parts with ``roles`` (all where empty), less those only in ``without``.

    Files that could not be opened count where no roles are named: they may hold anything.
    """

    def concerns(page: Page) -> bool:
        kept = [role for role in may_hold(submission, page) if role not in without]
        return bool(kept) and (not roles or any(role in roles for role in kept))

    return Unread(
        page_ranges(
            (p.file, p.number) for p in submission.pages if p.read.is_unread and concerns(p)
        ),
        () if roles else unopened(submission),
    )


def could_hold(submission: Submission, role: Role) -> Unread:
    """Unread pages that could be a part which was not found, or its first page.

    Pages that no heading explains, and appendices, could be it. So could one inside the report or
    the summary, where something else says that the part is there: where its title stood on that
    page, the text behind was taken for the part before.
    """
    return Unread(
        page_ranges(
            (p.file, p.number)
            for p in submission.pages
            if p.read.is_unread
            and (
                all(held in _OPEN_ROLES for held in roles_of(submission, p))
                or _may_open_another(submission, p, role)
            )
        ),
        unopened(submission),
    )


def _may_open_another(submission: Submission, page: Page, role: Role) -> bool:
    """True inside the report or the summary, where something says that a ``role`` is there.

    Without such a sign a picture page among text is a photograph.
    """
    return any(
        part.role in _LONG_ROLES
        and part.role is not role
        and part.file == page.file
        and part.first_page < page.number < part.last_page
        and (_is_promised(submission, role) or _begins_anew(submission, part, page))
        for part in submission.parts
    )


def _is_promised(submission: Submission, role: Role) -> bool:
    """True where a line of a contents list names the part."""
    from dhrcheck.document.slots import APPENDIX, build_slots

    slots = build_slots(submission.vocabulary)
    for entry in submission.contents:
        appendix = APPENDIX.match(entry.title)
        title = appendix["title"] if appendix else entry.title
        if role in (slots.of_title(title), slots.marked_title(title)):
            return True
    return False


def _begins_anew(submission: Submission, part: Part, page: Page) -> bool:
    """True where several sections that stand before the page come once more behind it."""
    own = [s for s in submission.sections if part.start <= s.start < part.end]
    before = {slot for s in own if s.page < page.number for slot in s.slots}
    behind = {slot for s in own if s.page >= page.number for slot in s.slots}
    return len(before & behind) >= _SEVERAL


def roles_of(submission: Submission, page: Page) -> tuple[Role, ...]:
    """The roles of the parts that a page belongs to."""
    return tuple(
        p.role
        for p in submission.parts
        if p.file == page.file and p.first_page <= page.number <= p.last_page
    )


def may_hold(submission: Submission, page: Page) -> tuple[Role, ...]:
    """The roles that a page nobody read may have: its own, and those it may be the edge of.

    Nothing shows where on such a page a part ends or another begins. One that no heading explains
    may be anything. One inside a part may hold the title of the next: then what follows it was
    taken for the part before.
    """
    own = roles_of(submission, page)
    if all(role is Role.OTHER for role in own):
        return tuple(Role)
    runs = [p for p in submission.parts if p.file == page.file]
    after = sorted(
        (p for p in runs if p.first_page > page.number), key=lambda p: (p.first_page, p.start)
    )
    following = _up_to_a_main_part(after)
    if not all(role in _OPEN_ROLES for role in own):
        goes_on = any(p.first_page <= page.number < p.last_page for p in runs)
        return tuple(dict.fromkeys((*own, *(following if goes_on else ()))))
    before = [p.role for p in runs if p.first_page < page.number <= p.last_page + 1]
    return tuple(dict.fromkeys((*own, *before, *following)))


def _up_to_a_main_part(parts: Sequence[Part]) -> list[Role]:
    """The roles of ``parts`` to the first that is no appendix: what opens one may be a title inside
    a part whose own title was not read."""
    roles: list[Role] = []
    for part in parts:
        roles.append(part.role)
        if part.role not in _OPEN_ROLES:
            break
    return roles


def unopened(submission: Submission) -> tuple[int, ...]:
    """The numbers of the files whose pages could not be reached."""
    return tuple(i for i, f in enumerate(submission.files) if not f.is_open)
