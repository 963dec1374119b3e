"""What file rules say where a file, a page, or what lies beside the pages was not read to its end."""

from __future__ import annotations

from dhrcheck.document.model import Submission
from dhrcheck.document.passage import Unread, page_ranges, unopened
from dhrcheck.kinds.answers import not_applicable, unread
from dhrcheck.kinds.whereabouts import listed
from dhrcheck.outcome import Evidence, Outcome, ReadAs, Status
from dhrcheck.reading.model import FileOutcome


def not_all_read(
    submission: Submission, nothing_found: str, *, beside: bool = True
) -> Outcome | None:
    """The answer where something that was not read could hold what is not wanted; None elsewhere.

    ``nothing_found`` is the sentence on what was read. Pictures of text count as read: what lies
    beside and behind words is known of them. ``beside`` False: only pages matter, not what lies
    beside them (properties, scripts).
    """
    if all(file.outcome is FileOutcome.NOT_A_PDF for file in submission.files):
        return not_applicable("No file here is a PDF. See file-is-pdf.")
    broken = page_ranges(
        (page.file, page.number) for page in submission.pages if page.read is ReadAs.BROKEN
    )
    lost = Unread(broken, unopened(submission))
    if lost:
        return unread(nothing_found, lost, submission)
    partly = [i for i, file in enumerate(submission.files) if not file.properties.complete]
    if partly and beside:
        names = listed([f"“{submission.files[i].name}”" for i in partly])
        return Outcome(
            Status.UNREAD,
            f"{nothing_found} But what {names} holds beside its pages could not be read to its end,"
            " so this is not certain.",
            tuple(Evidence(i, None) for i in partly),
        )
    return None
