"""What was not read well enough to say that something is not there."""

from __future__ import annotations

from dhrcheck.document.model import Role, Submission
from dhrcheck.document.passage import Unread, page_ranges, roles_of
from dhrcheck.document.unread_pages import may_hold


def unread_or_doubtful(
    submission: Submission, roles: tuple[Role, ...] = (), without: tuple[Role, ...] = ()
) -> Unread:
    """Unread pages and files, and pages that text recognition read with low confidence.

    A name or a date that recognition got wrong is not found, and may well be there.
    """
    unread = submission.unread(*roles)
    pages = [(r.file, n) for r in unread.pages for n in range(r.first_page, r.last_page + 1)]
    for page in submission.pages:
        unseen = page.read.is_unread
        roles_held = may_hold(submission, page) if unseen else roles_of(submission, page)
        held = [role for role in roles_held if role not in without]
        if (not held and without) or (roles and not any(role in roles for role in held)):
            pages = [p for p in pages if p != (page.file, page.number)]
        elif submission.files[page.file].pages[page.number - 1].is_doubtful:
            pages.append((page.file, page.number))
    return Unread(page_ranges(pages), unread.files)
