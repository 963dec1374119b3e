"""Faults of the finished files: what they are, what they carry, and what is drawn on their pages."""

from __future__ import annotations

from dataclasses import replace

from tests.reviews.content import Contents, Para, Part, Review
from tests.reviews.defect_tools import ANY, REPORT, Defect, Put, say_in, unchanged
from tests.reviews.finishing_steps import (
    annotated,
    black_box,
    cut_short,
    drawn,
    form_field,
    in_report,
    locked_file,
    on_page,
    scanned_page,
    unapplied_redaction,
    untagged,
    watermark,
    weighing,
    white_words,
    with_attachment,
    with_property,
    with_script,
    word_file,
)

# What can be put in before the pages are set


def _on_covers(words: str) -> Put:
    def change(part: Part) -> Part:
        if part.role != "cover":
            return part
        return replace(part, blocks=(*part.blocks, Para(words, look="centre")))

    return lambda review: review.with_parts(change)


def _stems(ending: str) -> Put:
    def put(review: Review) -> Review:
        documents = tuple(replace(d, stem=d.stem + ending) for d in review.documents)
        return replace(review, documents=documents)

    return put


def _unnumbered(pages: bool, paragraphs: bool) -> Put:
    def put(review: Review) -> Review:
        def change(part: Part) -> Part:
            if not paragraphs:
                return part
            made = tuple(replace(b, number="") if isinstance(b, Para) else b for b in part.blocks)
            return replace(part, blocks=made)

        review = review.with_parts(change)
        if not pages:
            return review
        looks = [replace(d.look, page_number="") for d in review.documents]
        documents = zip(review.documents, looks, strict=True)
        return replace(review, documents=tuple(replace(d, look=k) for d, k in documents))

    return put


def _promised(line: str) -> Put:
    """One more line after the contents list."""

    def change(part: Part) -> Part:
        at = next((i for i, b in enumerate(part.blocks) if isinstance(b, Contents)), None)
        if at is None:
            return part
        return replace(part, blocks=(*part.blocks[: at + 1], Para(line), *part.blocks[at + 1 :]))

    return lambda review: review.with_parts(change)


PROMISED = "The wishes of the wider family " + "." * 40 + " 93"


def _told(name: str, rule: str, status: str, text: str) -> Defect:
    return Defect(name, say_in(REPORT, ("methodology",), text), {rule: status}, shows=text)


FILES = (
    Defect("word-file", unchanged, {"file-is-pdf": "fail"}, finish=word_file, shuts=True),
    Defect("locked-file", unchanged, {"file-opens": "fail"}, finish=locked_file, shuts=True),
    Defect("cut-file", unchanged, {"file-opens": "fail"}, finish=cut_short, shuts=True),
    Defect("nearly-20-mb", unchanged, {"file-size": "review"}, finish=weighing(20_300_000)),
    Defect("over-20-mb", unchanged, {"file-size": "fail"}, finish=weighing(21_500_000)),
    Defect(
        "scanned-page",
        unchanged,
        {"file-text-readable": "fail", "file-accessible": ANY},
        finish=scanned_page,
        shuts=True,
    ),
    Defect("script", unchanged, {"file-no-active-content": "fail"}, finish=in_report(with_script)),
    Defect(
        "attachment",
        unchanged,
        {"file-no-active-content": "fail"},
        finish=in_report(with_attachment),
    ),
    Defect(
        "form-field",
        unchanged,
        {"file-no-active-content": "fail", "file-accessible": ANY},
        finish=on_page(form_field),
    ),
    Defect(
        "sticky-note",
        unchanged,
        {"file-no-comments": "fail"},
        finish=annotated("Text", "Is this right?"),
    ),
    Defect(
        "highlighted",
        unchanged,
        {"file-no-comments": "fail"},
        finish=annotated("Highlight", "Check with the force."),
    ),
    _told(
        "word-balloon",
        "file-no-comments",
        "fail",
        "Commented [RT4]: Could we say more about how this was agreed?",
    ),
    Defect(
        "draft-watermark", unchanged, {"file-no-draft-marks": "fail"}, finish=watermark("DRAFT")
    ),
    Defect("draft-cover", _on_covers("Final draft v2.3"), {"file-no-draft-marks": "fail"}),
    Defect("draft-file-name", _stems(" draft v5"), {"file-no-draft-marks": "fail"}),
    Defect(
        "confidential-watermark",
        unchanged,
        {"file-no-protective-marking": "fail"},
        finish=watermark("CONFIDENTIAL"),
    ),
    Defect("restricted-cover", _on_covers("RESTRICTED"), {"file-no-protective-marking": "fail"}),
    Defect(
        "not-yet-public-cover",
        _on_covers("Not for publication or onward circulation"),
        {"file-no-protective-marking": "fail"},
    ),
    _told(
        "placeholder-name",
        "file-no-placeholders",
        "fail",
        "The report was approved by the chair of the board, [name], at its autumn meeting.",
    ),
    _told(
        "placeholder-tbc",
        "file-no-placeholders",
        "fail",
        "The date on which the family read the final version is TBC.",
    ),
    _told(
        "broken-bookmark",
        "file-no-broken-references",
        "fail",
        "The dates of the meetings are given on page Error! Bookmark not defined.",
    ),
    Defect("contents-promise", _promised(PROMISED), {"file-contents-match": "fail"}),
    Defect("unnumbered", _unnumbered(True, True), {"file-numbered": "fail|review"}),
    Defect("unnumbered-pages", _unnumbered(True, False), {"file-numbered": "review|fail"}),
    Defect("black-box", unchanged, {"file-redactions-hold": "fail"}, finish=black_box),
    Defect("white-words", unchanged, {"file-redactions-hold": "fail"}, finish=drawn(white_words)),
    Defect(
        "redaction-not-applied",
        unchanged,
        {"file-redactions-hold": "fail", "file-no-comments": "pass|fail"},
        finish=unapplied_redaction,
    ),
    Defect(
        "folder-in-title",
        unchanged,
        {"file-metadata-clean": "fail"},
        finish=with_property("/Subject", r"C:\Users\p.ashdown\Documents\DHR\report.docx"),
    ),
    Defect(
        "intranet-in-keywords",
        unchanged,
        {"file-metadata-clean": "fail"},
        finish=with_property("/Keywords", "https://council.sharepoint.com/sites/dhr/Shared"),
    ),
    Defect(
        "person-in-author",
        unchanged,
        {"file-metadata-clean": "review"},
        finish=with_property("/Author", "Winifred Castleton"),
    ),
    Defect("untagged", unchanged, {"file-accessible": "fail"}, finish=in_report(untagged)),
    Defect(
        "annex-missing",
        say_in(REPORT, ("methodology",), "Letters to the family are copied in Annex 9."),
        {"file-appendices-complete": "fail"},
        shows="Letters to the family are copied in Annex 9.",
    ),
)
"""All of them."""
