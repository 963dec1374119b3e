"""Makes the sample reports of this folder again: ``python sample_reports/make_samples.py [NAME...]``.

They are invented from the first to the last word. What each of them should be found to be stands in
``expected.yaml``: rule results by judgement (written by hand), parts from the producer's own marks
(written by this script into ``truth.yaml``).
"""

from __future__ import annotations

import sys
from pathlib import Path

import yaml

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from tests.reviews.compose import compose  # noqa: E402
from tests.reviews.defects import put_in  # noqa: E402
from tests.reviews.make import renamed, render  # noqa: E402
from tests.reviews.prose import case  # noqa: E402
from tests.reviews.styles import style  # noqa: E402

SAMPLES = {
    "complete-review": ("northmere", "thorn", "libreoffice", ("complete-review",), ()),
    "faults-2023": (
        "exampleton",
        "reed",
        "libreoffice",
        ("faults-2023",),
        ("tragic-accident", "plan-2023", "summary-chair-bare"),
    ),
    "faults-2016": (
        "harrowby",
        "alder",
        "libreoffice",
        ("faults-2016",),
        ("summary-no-terms", "summary-unaligned"),
    ),
    "four-files": (
        "saltmarsh",
        "quarto",
        "chromium",
        ("overview-report", "executive-summary", "action-plan", "feedback-letter"),
        (),
    ),
    "scanned-letter": ("wexcombe", "ferry", "libreoffice", ("scanned-letter",), ()),
}
"""Name to case, style, producer, file names and defects."""


def make(name: str) -> dict:
    """Makes one sample and answers with its truth."""
    key, style_name, made_by, stems, defects = SAMPLES[name]
    review = renamed(put_in(compose(case(key), style(style_name)), list(defects)), stems)
    folder = HERE / name if len(stems) > 1 else HERE
    return render(review, folder, made_by)


def main(names: list[str]) -> None:
    """Makes the samples called ``names``, all where none is given."""
    path = HERE / "truth.yaml"
    truth = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {}
    for name in names or SAMPLES:
        truth[name] = make(name)
        print(f"made {name}")
    ordered = {name: truth[name] for name in SAMPLES if name in truth}
    path.write_text(
        yaml.safe_dump(ordered, sort_keys=False, allow_unicode=True, width=100), encoding="utf-8"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
