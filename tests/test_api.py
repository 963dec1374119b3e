"""The library: typed names that load late, one answer for a review's files, and clear refusals."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import dhrcheck
from dhrcheck import RulebookError, Stage, Status, Verdict, WrongUsage, check, inspect
from dhrcheck.document.model import Role
from dhrcheck.files import repeated, short_names, submission_files
from tests.report_builder import sample

COMPLETE = sample("complete-review.pdf")
RULE = "letter-annexed"


def test_a_review_is_checked_from_a_program() -> None:
    report = check([COMPLETE], stage="publication", as_of=date(2026, 3, 31))
    assert isinstance(report.verdict, Verdict)
    assert report.stage is Stage.PUBLICATION
    assert report.as_of == date(2026, 3, 31)
    assert not report.partial
    assert len(report.results) == len(report.ruleset.rules) > 1
    assert not report.with_status(Status.ERROR)


def test_one_name_alone_is_one_file() -> None:
    report = check(str(COMPLETE), only=[RULE])
    assert [r.rule.id for r in report.results] == [RULE]
    assert report.partial


def test_rules_left_out_make_it_a_partial_check() -> None:
    report = check([COMPLETE], skip=[RULE])
    assert report.partial
    assert report.ruleset.get(RULE) is None


def test_progress_is_told_page_by_page() -> None:
    told: list[tuple[int, int, int]] = []
    submission = inspect(
        COMPLETE, progress=lambda file, page, pages: told.append((file, page, pages))
    )
    assert told[-1] == (0, len(submission.pages), len(submission.pages))


def test_the_picture_of_a_review_names_its_parts() -> None:
    submission = inspect([COMPLETE])
    assert submission.has(Role.OVERVIEW_REPORT)
    assert submission.has(Role.FEEDBACK_LETTER)


def test_two_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    paths = [tmp_path / "old" / "report.pdf", tmp_path / "new" / "report.pdf"]
    for path in paths:
        path.parent.mkdir()
        path.write_bytes(b"no PDF")
    files = inspect(paths).files
    assert [f.name for f in files] == ["old/report.pdf", "new/report.pdf"]


def test_files_that_are_not_there_are_wrong_usage(tmp_path: Path) -> None:
    for files in ([tmp_path / "nowhere.pdf"], [tmp_path], [], ["\0"]):
        with pytest.raises(WrongUsage):
            check(files)


def test_an_unknown_stage_is_wrong_usage() -> None:
    with pytest.raises(WrongUsage, match="“submission” or “publication”"):
        check([COMPLETE], stage="final")


def test_an_unknown_rule_is_told_and_not_ignored() -> None:
    with pytest.raises(RulebookError, match="letter-anexed"):
        check([COMPLETE], only=["letter-anexed"])


def test_no_rule_left_is_wrong_usage_and_no_pass() -> None:
    with pytest.raises((WrongUsage, RulebookError)):
        check([COMPLETE], only=[RULE], skip=[RULE])


def test_every_public_name_is_there() -> None:
    for name in dhrcheck.__all__:
        assert getattr(dhrcheck, name) is not None
    with pytest.raises(AttributeError):
        dhrcheck.no_such_name  # noqa: B018


def test_short_names_grow_until_they_differ() -> None:
    paths = [Path("/x/a/r.pdf"), Path("/y/a/r.pdf"), Path("/y/b/r.pdf"), Path("/y/b/s.pdf")]
    assert short_names(paths) == ("x/a/r.pdf", "y/a/r.pdf", "b/r.pdf", "s.pdf")


def test_a_file_given_twice_is_kept_once(tmp_path: Path) -> None:
    one, two = tmp_path / "one.pdf", tmp_path / "two.pdf"
    one.write_bytes(b"")
    two.symlink_to(one)
    assert submission_files([one, str(one), two]) == (one,)
    assert repeated([one, str(one), two]) == (one, two)


@pytest.mark.parametrize(
    ("words", "never"),
    [
        ("import dhrcheck", ("click", "rich", "yaml", "pypdf", "pypdfium2", "regex")),
        (
            "from dhrcheck.cli.main import main; main(['--version'])",
            ("click", "rich", "yaml", "pypdf", "pypdfium2", "regex"),
        ),
        (
            "from dhrcheck.cli.main import main; main(['check', '--help'])",
            ("rich", "yaml", "pypdf", "pypdfium2", "regex", "rapidfuzz"),
        ),
    ],
)
def test_little_is_loaded_for_little(words: str, never: tuple[str, ...]) -> None:
    code = f"import sys; {words}; sys.exit(' '.join(set({never!r}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr == "\n" or done.stderr == "", f"loaded: {done.stderr}"


def test_json_does_not_wait_for_what_only_a_terminal_needs() -> None:
    code = (
        "import sys; from dhrcheck.cli.main import main; "
        f"main(['check', '--format', 'json', {str(COMPLETE)!r}]); "
        "sys.exit('rich' if 'rich' in sys.modules else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0
    assert done.stdout.startswith(b'{\n  "schema_version": "1"')
