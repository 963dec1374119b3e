"""The user's list of protected names: found wherever they hide, and never in anything that comes out."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from flow_builder import Written, shipped_vocabulary, submission
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText, Link
from reportlab.pdfgen.canvas import Canvas

from dhrcheck import WrongUsage, check, inspect
from dhrcheck.cli.main import main
from dhrcheck.document.candidates import candidate_names
from dhrcheck.document.model import Role, Submission
from dhrcheck.engine import Report, run_rules
from dhrcheck.outcome import ReadAs, Stage, Status
from dhrcheck.output import PICTURE_FORMATS, REPORT_FORMATS, Look
from dhrcheck.protected.finding import Search
from dhrcheck.protected.leaving import submission_without_names
from dhrcheck.protected.listing import protected_names, read_names
from dhrcheck.protected.masking import Mask
from dhrcheck.rulebook.loader import load_rules
from dhrcheck.rulebook.model import RuleSet
from tests.build import AS_OF, LETTER, REPORT, letter, pdf, review, rule, unopened, words
from tests.build import bundle as bundle_of

RULE = "identity-protected-names"
NAME = "Jolyon Thackwray"
SECRET = (b"thackwray", b"jolyon")

TEXT = (
    "Domestic Homicide Review\nOverview Report\n\n# Terms of Reference\n\nTo look at the contact of"
    " agencies with Ellen and Martin in the two years before the homicide.\n\n# The Facts\n\nEllen had"
    " known Martin for three years. "
)


def rules(*ids: str) -> RuleSet:
    return RuleSet(tuple(rule(one) for one in ids), "0" * 64)


def judged(submission: Submission, *names: str, ids: tuple[str, ...] = (RULE,)) -> Report:
    listed = protected_names(names) if names else None
    return run_rules(rules(*ids), submission, Stage.PUBLICATION, AS_OF, names=listed)


def outputs(report: Report) -> bytes:
    """Everything that any form of text makes of a report, folded and verbose."""
    looks = (Look(), Look(verbose=True, width=200))
    forms = [f for f in REPORT_FORMATS.values() if not f.wants_pages]
    return b"".join(f.content(report, look) for f in forms for look in looks)


def assert_hidden(data: bytes, *secrets: bytes) -> None:
    for secret in secrets or SECRET:
        at = data.lower().find(secret)
        assert at < 0, f"it leaked: …{data[max(0, at - 60) : at + 40].decode('utf-8', 'replace')}…"


# --- the list itself ----------------------------------------------------------------------------


def listed(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "list.txt"
    path.write_bytes(content)
    return path


def test_a_list_holds_one_name_a_line_with_variants_and_comments(tmp_path: Path) -> None:
    path = listed(
        tmp_path,
        b"# the family\n\nAnn Thackwray | Annie Thackwray # the mother\n14/03/1981\n",
    )
    names = read_names(path)
    assert [e.variants for e in names.entries] == [
        ("Ann Thackwray", "Annie Thackwray"),
        ("14/03/1981",),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_list_may_be_saved_in_the_encodings_of_notepad(tmp_path: Path, encoding: str) -> None:
    path = listed(tmp_path, "Zoë Thackwray\r\n".encode(encoding))
    assert read_names(path).entries[0].variants == ("Zoë Thackwray",)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"# only a comment\n\n", "is empty"),
        ("Ann\nZoë Thackwray\n".encode("latin-1"), "not saved as UTF-8 (line 2)"),
        (b"PK\x03\x04 a Word document", "a document, not a plain text file"),
        (b"%PDF-1.7", "a document, not a plain text file"),
        (b"Ann\x00Thackwray", "not a plain text file"),
        (b"Thackwray\nJ\n", "line 2 holds a name that is too short"),
        (b"Thackwray\n" + b"x" * 300, "line 2 is too long"),
        (b"n\n" * 600_000, "larger than"),
        ("\n".join(f"Name{n} Thackwray" for n in range(6_000)).encode(), "more than 5,000 names"),
    ],
)
def test_a_list_that_cannot_be_used_is_wrong_usage_in_plain_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, said: str
) -> None:
    path = listed(tmp_path, content)
    report = tmp_path / "report.pdf"
    report.write_bytes(b"%PDF-")
    assert main(["check", "--names", str(path), str(report)]) == 2
    shown = capsys.readouterr()
    assert said in shown.err
    assert shown.out == ""
    assert_hidden(shown.err.encode(), b"thackwray", b"zo\xc3\xab", str(path).encode().lower())


def test_a_missing_list_and_a_folder_are_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="no file of protected names"):
        read_names(tmp_path / "none.txt")
    with pytest.raises(WrongUsage, match="is a folder"):
        read_names(tmp_path)


def test_a_list_shows_nothing_of_itself() -> None:
    names = protected_names([NAME])
    search = Search(names, review({REPORT: TEXT}))
    for thing in (names, names.entries, search, search.forms, Mask(names)):
        assert_hidden(repr(thing).encode())


# --- found wherever it hides --------------------------------------------------------------------


def _parts(text: str) -> Callable[[], Submission]:
    return lambda: review({REPORT: TEXT + text})


def _beside(**properties: object) -> Callable[[], Submission]:
    def made() -> Submission:
        submission = review({REPORT: TEXT})
        file = submission.files[0]
        own = replace(file.properties, **properties)
        return replace(submission, files=(replace(file, properties=own),))

    return made


HIDING_PLACES: dict[str, Callable[[], Submission]] = {
    "in full": _parts(f"A neighbour saw {NAME} leave."),
    "in capitals": _parts("The form was headed JOLYON THACKWRAY."),
    "in small letters": _parts("The record of jolyon thackwray was closed."),
    "in the possessive": _parts("Thackwray's record was closed."),
    "the family": _parts("The Thackwrays moved."),
    "initial and surname": _parts("The record of J. Thackwray was closed."),
    "surname first": _parts("Name: Thackwray, Jolyon."),
    "with a middle initial": _parts("A neighbour saw Jolyon B. Thackwray leave."),
    "hyphenated": _parts("A neighbour saw Jolyon-Thackwray leave."),
    "broken over a line": _parts("A neighbour saw Jolyon Thack-\nwray leave."),
    "split between lines": _parts("A neighbour saw Jolyon\nThackwray leave."),
    "with a ligature and odd spaces": _parts("A neighbour saw Jolyon\u00a0Thack\u00adwray leave."),
    "accented": _parts("A neighbour saw Jólyon Thackwräy leave."),
    "in a table": _parts("\n\n| Who | What |\n| Jolyon Thackwray | neighbour |\n"),
    "in a heading": _parts("\n\n# Contact with Thackwray\n\nThere was none."),
    "in the letter": lambda: review(
        {REPORT: TEXT, LETTER: letter(points=["Page 4 still names Mr Thackwray."])}
    ),
    "in a running header": lambda: review(
        {REPORT: TEXT + "\n[page]\nThe panel met.\n[page]\nIt met again."}, header="DHR Thackwray"
    ),
    "in the title": _beside(title="Review into the death of Jolyon Thackwray"),
    "in the keywords": _beside(keywords="dhr, thackwray"),
    "in further properties": _beside(entries=(("Company", "Thackwray & Co"),)),
    "in an alternative text": _beside(alternatives=((1, "Photograph of Jolyon Thackwray"),)),
    "in an attachment's name": _beside(attachments=("IMR_JThackwray_v2.docx",)),
    "in a form field": _beside(form_fields=("thackwray.consent (text)",)),
    "in a form value": _beside(form_values=("Mr J Thackwray",)),
}


@pytest.mark.parametrize("place", HIDING_PLACES)
def test_a_listed_name_is_found_and_never_shown(place: str) -> None:
    report = judged(HIDING_PLACES[place](), NAME)
    (result,) = report.results
    assert result.outcome.status is Status.FAIL, f"missed {place}: {result.outcome.message}"
    assert result.outcome.evidence
    assert_hidden(outputs(report))


@pytest.mark.parametrize(
    "name", ["DHR Jolyon Thackwray.pdf", "jthackwray-dhr.pdf", "ReviewThackwrayV2.pdf"]
)
def test_a_name_in_the_file_name_is_found_and_masked(name: str) -> None:
    report = judged(review({REPORT: TEXT}, name=name), NAME)
    assert report.results[0].outcome.status is Status.FAIL
    assert_hidden(outputs(report), b"thackwray")


def test_evidence_gives_page_and_box_and_the_words_round_the_mask() -> None:
    found = judged(review({REPORT: TEXT + f"\n[page]\nA neighbour saw {NAME} leave."}), NAME)
    (evidence,) = found.results[0].outcome.evidence
    assert evidence.page == 2
    assert evidence.box is not None
    assert evidence.quote is not None
    assert evidence.quote.endswith("A neighbour saw [protected name] leave.")


@pytest.mark.parametrize(
    ("names", "text"),
    [
        (["14/03/1981"], "The form gave 14 March 1981 beside it."),
        (["CR/48213/19"], "It was recorded under CR 48213/19."),
        (["14 Hollow Lane, Quenby, QX4 7ZZ"], "Officers went to 14 Hollow Lane that night."),
        (["14 Hollow Lane, Quenby, QX4 7ZZ"], "The postcode was QX47ZZ on the form."),
        (["485 777 3456"], "The number was 4857773456 on the form."),
        (["van der Veldt, Pieter"], "Officers spoke to Pieter Van Der Veldt."),
        (["Siân O'Rourke-Ddu"], "Officers spoke to Sian ORourke Ddu."),
        (["Jürgen Müllerberg"], "Officers spoke to Juergen Muellerberg."),
        (["Rose Hope"], "Officers spoke to Mrs Hope."),
    ],
)
def test_other_entries_are_found_too(names: list[str], text: str) -> None:
    assert judged(review({REPORT: TEXT + text}), *names).results[0].outcome.status is Status.FAIL


@pytest.mark.parametrize(
    ("names", "text"),
    [
        ([NAME], "A call came from Mr Thackray about noise."),
        ([NAME], "Her sister said that Jolyon had never liked visitors."),
        ([NAME], "They met in Thackwray Road."),
        ([NAME], "Research shows this (Thackwray, 2019)."),
        (["Jolyon Price"], "The officer told Price that he would be arrested."),
    ],
)
def test_what_may_be_somebody_else_is_for_a_person(names: list[str], text: str) -> None:
    report = judged(review({REPORT: TEXT + text}), *names)
    assert report.results[0].outcome.status is Status.REVIEW
    assert_hidden(outputs(report), b"thackwray", b"thackray", b"jolyon had")


@pytest.mark.parametrize(
    ("names", "text"),
    [
        (
            ["Rose Hope", "Mark May", "Will Price"],
            "In May 2021 they may hope the price of a rose rose.",
        ),
        (["Clare Thackwray"], "She did not know of Clare's Law."),
        (["Owen Exam"], "The Exampleton partnership examined the example."),
        (["Ann Li"], "In particular an alibi and a limit were discussed."),
        (["14/03/1981"], "The panel met on 14 March 2021."),
    ],
)
def test_ordinary_words_are_no_names(names: list[str], text: str) -> None:
    assert judged(review({REPORT: TEXT + text}), *names).results[0].outcome.status is Status.PASS


# --- what was not read --------------------------------------------------------------------------


def test_unread_pages_and_files_are_never_a_pass() -> None:
    assert judged(review({REPORT: TEXT}, pages=[ReadAs.IMAGE_ONLY]), NAME).results[
        0
    ].outcome.status is (Status.UNREAD)
    files = bundle_of(pdf(parts={REPORT: TEXT}), unopened("letter.pdf"))
    assert judged(files, NAME).results[0].outcome.status is Status.UNREAD


def test_pages_read_with_low_confidence_are_never_a_pass() -> None:
    submission = review({REPORT: TEXT + "\n[ocr page]\nThe panel met."})
    file = submission.files[0]
    pages = tuple(replace(p, confidence=61.0) if p.read is ReadAs.OCR else p for p in file.pages)
    submission = replace(submission, files=(replace(file, pages=pages),))
    assert judged(submission, NAME).results[0].outcome.status is Status.UNREAD


# --- without a list -----------------------------------------------------------------------------


def test_without_a_list_names_are_shown_on_the_screen_only() -> None:
    report = judged(review({REPORT: TEXT + f"A neighbour, {NAME}, heard shouting."}))
    assert report.results[0].outcome.status is Status.REVIEW
    screen = REPORT_FORMATS["terminal"].render(report, Look(width=200))
    assert NAME in screen
    assert "no list of protected names was given" in screen[:900]
    shown = REPORT_FORMATS["json"].render(report, Look()).encode()
    assert_hidden(shown)
    assert json.loads(shown)["names_given"] is False
    assert json.loads(shown)["results"][0]["evidence"][0]["page"] == 1


def test_people_that_the_review_explains_are_no_candidates() -> None:
    text = (
        TEXT
        + "\n\n# The Review Panel\n\n| Name | Job title | Agency |\n| Beatrix Ormond | Head of Housing |"
        " Exampleton Council |\n| Owen Tressell | Nurse | Health Trust |\n\n# Analysis\n\nBeatrix Ormond"
        " spoke of Clare's Law and Women's Aid in Exampleton Borough."
    )
    report = judged(review({REPORT: text}))
    assert report.results[0].outcome.on_screen == ()


# --- nothing leaves, through any rule -------------------------------------------------------------


def test_no_rule_of_the_whole_checklist_lets_a_name_out() -> None:
    submission = review(
        {
            REPORT: TEXT
            + f"{NAME} died in a tragic accident. Mr Thackwray was born on 14 March 1981."
            "\n\n# Thackwray's contact with agencies\n\n1. Thackwray should be told.\n",
            LETTER: letter("the Thackwray Community Safety Partnership", "Jolyon"),
        },
        name="thackwray.pdf",
        notes=["The file's Thackwray could not be read."],
    )
    names = protected_names([NAME, "14/03/1981"])
    for stage in Stage:
        report = run_rules(load_rules(), submission, stage, date(2026, 1, 1), names=names)
        assert not report.with_status(Status.ERROR)
        assert_hidden(outputs(report), *SECRET, b"14 march 1981", b"1981-03-14")


def test_the_picture_of_a_submission_is_masked_too() -> None:
    submission = review(
        {
            REPORT: TEXT
            + "\n\n# Contact with Jolyon Thack-\nwray\n\nThere was none for Thack-\nwray.",
            LETTER: letter("the Thackwray Community Safety Partnership", "Jolyon"),
        },
        find=True,
    )
    shown = submission_without_names(submission, protected_names([NAME]))
    for form in PICTURE_FORMATS.values():
        assert_hidden(form.render(shown, Look(verbose=True, width=200)).encode())
    assert_hidden(repr(shown).encode())


def test_a_quote_cut_inside_a_name_shows_nothing_of_it() -> None:
    mask = Mask(protected_names([NAME]))
    assert mask.text("He said that Jolyon Thackw…") == "He said that [protected name]…"


def test_dates_of_birth_are_masked_without_any_list() -> None:
    report = judged(
        review({REPORT: TEXT + "Born on 14 March 1981, she died in a tragic accident."}),
        ids=("wording-accident",),
    )
    assert_hidden(outputs(report), b"14 march 1981")


# --- from end to end ----------------------------------------------------------------------------


def real_pdf(path: Path) -> Path:
    """A PDF with the name in its text, properties, bookmarks, links, comments, attachments."""
    drawn = io.BytesIO()
    canvas = Canvas(drawn)
    canvas.drawString(72, 740, "A neighbour, Jolyon Thackwray, heard shouting.")
    canvas.rect(130, 735, 120, 16, fill=1)
    canvas.showPage()
    canvas.save()
    sample = Path(__file__).parents[1] / "sample_reports" / "complete-review.pdf"
    writer = PdfWriter(clone_from=sample)
    writer.pages[3].merge_page(PdfReader(drawn).pages[0])
    writer.add_metadata(
        {"/Title": "Thackwray DHR", "/Author": "J Thackwray", "/Company": "Thackwray"}
    )
    writer.add_outline_item(title="Contact with Thackwray", page_number=0)
    writer.add_attachment("thackwray-imr.txt", b"nothing")
    writer.add_annotation(0, Link(rect=(50, 50, 90, 90), url="https://news.example/thackwray-41"))
    writer.add_annotation(1, FreeText(text="Ask Mr Thackwray", rect=(50, 550, 200, 650)))
    writer.write(path)
    return path


def test_the_library_and_the_command_find_the_name_and_keep_it_in(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = real_pdf(tmp_path / "dhr-thackwray.pdf")
    names = listed(tmp_path, f"{NAME}\n".encode())
    report = check(path, names=names)
    result = next(r for r in report.results if r.rule.id == RULE)
    assert result.outcome.status is Status.FAIL
    for place in ("file's name", "document propert", "bookmark", "link", "comment", "attachment"):
        assert place in result.outcome.message or any(
            place in (e.quote or "") for e in result.outcome.evidence
        ), f"missed: {place}"
    assert_hidden(outputs(report))
    assert_hidden(repr(inspect(path, names=names)).encode())
    for form in ("terminal", "json"):
        main(["check", "--names", str(names), "--format", form, "-v", str(path)])
        main(["inspect", "--names", str(names), "--format", form, "-v", str(path), str(path)])
    out = tmp_path / "out.json"
    main(["check", "--names", str(names), "--format", "json", "-o", str(out), str(path)])
    shown = capfdbinary.readouterr()
    assert b"[protected name]" in shown.out
    assert_hidden(shown.out)
    assert_hidden(shown.err)
    assert_hidden(out.read_bytes())
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "dhr-thackwray.pdf",
        "list.txt",
        "out.json",
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ["none-thackwray.pdf"],
        ["--rules", "thackwray-rules", "report.pdf"],
        ["-o", "thackwray/out.json", "report.pdf"],
        ["--only", "thackwray", "report.pdf"],
    ],
)
def test_errors_hold_no_listed_name(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    real_pdf(tmp_path / "report.pdf")
    names = listed(tmp_path, f"{NAME}\n".encode())
    assert main(["check", "--names", str(names), *arguments]) == 2
    shown = capsys.readouterr()
    assert shown.err
    assert_hidden((shown.out + shown.err).encode())


def test_the_rule_cannot_be_waived() -> None:
    assert not rule(RULE).waivable
    assert words().agencies


def candidates(text: str, *gaps: tuple[int, float]) -> list[str]:
    """The names that nothing explains in one page of text; its first line has wide gaps there."""
    made = submission(Written(Role.OVERVIEW_REPORT, (text,)), vocabulary=shipped_vocabulary())
    made = replace(made, flow=(replace(made.flow[0], gaps=gaps), *made.flow[1:]))
    return [p.text[s.start : s.end] for p, s in candidate_names(made)]


def test_a_name_broken_by_the_width_of_the_page_is_one() -> None:
    told = "Of the people who telephoned on that night one, Ottoline\nVanstone, lived below."
    assert candidates(told) == ["Ottoline Vanstone"]


def test_words_of_two_short_lines_are_no_name() -> None:
    assert candidates("Jessamy\nThornback") == []


def test_words_of_two_columns_are_no_name() -> None:
    assert candidates("Tessaly Vanstone") == ["Tessaly Vanstone"]
    assert candidates("Tessaly Vanstone", (8, 300.0)) == []
