"""Which files are one review: told by names and folders, and explained."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dhrcheck.files import WrongUsage
from dhrcheck.triage.gathering import gather
from dhrcheck.triage.grouping import Group, grouped
from tests.triage_desk import folder_of


def reviews(*places: Path, group: Group = Group.AUTO) -> dict[str, list[str]]:
    """The files' base names by the reviews' names."""
    found, _ = grouped(gather(places), group)
    return {review.name: [path.name for path in review.paths] for review in found}


def touch(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"%PDF-1.4\n")
    return folder


def test_a_folder_of_single_reports_holds_as_many_reviews(tmp_path: Path) -> None:
    touch(tmp_path, "DHR Anna.pdf", "DHR Bella overview report.pdf", "Cara executive summary.pdf")
    assert list(reviews(tmp_path)) == [
        "Cara executive summary.pdf",
        "DHR Anna.pdf",
        "DHR Bella overview report.pdf",
    ]


def test_sub_folders_with_the_parts_of_a_review_are_one_review_each(tmp_path: Path) -> None:
    touch(tmp_path / "north", "Overview Report v3.pdf", "action plan.pdf", "HO letter.pdf")
    touch(tmp_path / "south", "report.pdf", "exec_summary.pdf", "Appendix A.pdf", "Appendix B.pdf")
    assert reviews(tmp_path) == {
        "north": ["Overview Report v3.pdf", "action plan.pdf", "HO letter.pdf"],
        "south": ["report.pdf", "exec_summary.pdf", "Appendix A.pdf", "Appendix B.pdf"],
    }


def test_a_sub_folder_of_its_own_for_annexes_belongs_to_the_review(tmp_path: Path) -> None:
    touch(tmp_path / "one", "Anna.pdf", "annexes/action-plan.pdf", "annexes/letter.pdf")
    touch(tmp_path / "two", "Bella.pdf")
    assert reviews(tmp_path) == {
        "one": ["Anna.pdf", "action-plan.pdf", "letter.pdf"],
        "two/Bella.pdf": ["Bella.pdf"],
    }


def test_a_folder_a_year_with_many_reports_is_no_submission(tmp_path: Path) -> None:
    touch(tmp_path / "2019", "Adult A.pdf", "Adult B.pdf", "Adult C report.pdf")
    assert list(reviews(tmp_path)) == [
        "2019/Adult A.pdf", "2019/Adult B.pdf", "2019/Adult C report.pdf",
    ]  # fmt: skip


def test_parts_of_different_reviews_in_the_folder_named_are_not_taken_together(
    tmp_path: Path,
) -> None:
    touch(tmp_path, "Anna report.pdf", "Bella action plan.pdf")
    assert len(reviews(tmp_path)) == 2


def test_the_folder_named_may_itself_be_one_submission(tmp_path: Path) -> None:
    folder = touch(tmp_path / "submission", "report-2024.pdf", "action-plan-v2.pdf", "letter.pdf")
    assert reviews(folder) == {
        "submission": ["report-2024.pdf", "action-plan-v2.pdf", "letter.pdf"]
    }


def test_by_folder_every_folder_with_files_is_one_review(tmp_path: Path) -> None:
    touch(tmp_path, "loose.pdf", "2019/x/a.pdf", "2019/x/b.pdf", "2019/y/c.pdf", "2019/y/z/d.pdf")
    assert reviews(tmp_path, group=Group.FOLDER) == {
        "loose.pdf": ["loose.pdf"],
        "2019/x": ["a.pdf", "b.pdf"],
        "2019/y": ["c.pdf", "d.pdf"],
    }


def test_by_file_every_file_is_one_review(tmp_path: Path) -> None:
    touch(tmp_path / "north", "report.pdf", "action plan.pdf", "letter.PDF")
    assert len(reviews(tmp_path, group=Group.FILE)) == 3


def test_the_choice_is_explained_and_can_be_changed(tmp_path: Path) -> None:
    touch(tmp_path, "Anna.pdf", "north/report.pdf", "north/plan action.pdf")
    _, said = grouped(gather([tmp_path]), Group.AUTO)
    assert said.startswith("1 folder was taken as one review, because the file names")
    assert "1 other PDF file was" in said
    assert "--group folder or --group file" in said


def test_names_are_unlike_each_other_whatever_is_given(tmp_path: Path) -> None:
    one = touch(tmp_path / "a", "report.pdf")
    two = touch(tmp_path / "b", "report.pdf")
    assert list(reviews(one / "report.pdf", two / "report.pdf")) == ["a/report.pdf", "b/report.pdf"]
    assert list(reviews(one, two)) == ["a/report.pdf", "b/report.pdf"]


def test_links_in_circles_come_to_an_end_and_are_told(tmp_path: Path) -> None:
    touch(tmp_path / "a", "one.pdf")
    (tmp_path / "a" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "again").symlink_to(tmp_path / "a", target_is_directory=True)
    found = gather([tmp_path])
    assert [f.name for folder in found.folders for f in folder.all_files()] == ["one.pdf"]
    assert sum("was looked into already" in note for note in found.notes) == 2


def test_a_folder_that_may_not_be_opened_is_told_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    touch(tmp_path, "one.pdf", "secret/two.pdf")
    really = os.scandir

    def scandir(place: Path) -> object:
        if Path(place).name == "secret":
            raise PermissionError(13, "Permission denied", str(place))
        return really(place)

    monkeypatch.setattr("os.scandir", scandir)
    found = gather([tmp_path])
    assert found.unreadable == 1
    assert [f.name for folder in found.folders for f in folder.all_files()] == ["one.pdf"]
    assert "could not be looked into: Permission denied." in found.notes[0]


@pytest.mark.parametrize(
    ("names", "said"),
    [((), "There is no PDF file in"), (("a.docx",), "(there is 1 file of another kind)")],
)
def test_a_folder_without_a_pdf_is_wrong_usage(
    tmp_path: Path, names: tuple[str, ...], said: str
) -> None:
    touch(tmp_path, *names)
    with pytest.raises(WrongUsage) as wrong:
        gather([tmp_path])
    assert said in str(wrong.value)


def test_what_is_no_file_and_no_report_is_left_out(tmp_path: Path) -> None:
    touch(tmp_path, "one.pdf", "._one.pdf", ".hidden/two.pdf", "notes.txt")
    (tmp_path / "dead.pdf").symlink_to(tmp_path / "nowhere")
    found = gather([tmp_path])
    assert [f.name for folder in found.folders for f in folder.all_files()] == ["one.pdf"]
    assert any("dead.pdf” is a link that leads nowhere" in note for note in found.notes)
    assert "1 file that is not called .pdf was left out." in found.notes


def test_a_file_named_besides_its_folder_is_one_review(tmp_path: Path) -> None:
    folder_of(tmp_path, "one.pdf")
    assert len(reviews(tmp_path, tmp_path / "one.pdf")) == 1
