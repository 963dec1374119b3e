"""Differently laid out action plans with the rows that a careful person would read from them.

An expected row is a mapping: ``n`` its number, ``g`` its group, and column values to texts; a text in
brackets ``("...",)`` is inherited from above. Columns that are not named are not asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.plan_maker import Block, Cell, Grid

FILL = (
    "The partnership will bring together the services that know most about the matter, agree who "
    "does what, and look again after half a year at whether it has made a difference to those who "
    "live with abuse."
)

RECOMMENDATIONS = [
    "The police should ask every caller whether it is safe to talk.",
    "Adult social care should see carers alone at each assessment.",
    "The hospital trust should keep an adviser on duty at weekends.",
    "Housing officers should record who holds the tenancy and the money.",
    "The partnership should pay for a campaign for friends and family.",
    "Surgeries should display the number of the local service.",
    "Probation should share changes of address within one day.",
    "The council should train its contact centre on economic abuse.",
    "Schools should name one person for families that ask for help.",
    "The safeguarding board should test its threshold document.",
    "Mental health services should ask about the home at discharge.",
    "The fire service should refer what its home visits find.",
]
ACTIONS = [
    "Change the question set and sample forty calls a month.",
    "Redesign the form; audit fifty forms each half-year.",
    "Fund two advisers; report referrals each quarter.",
    "Add two fields to the record; check one file in ten.",
    "Commission the campaign with survivors; count the calls.",
    "Send posters to all surgeries; ask patients in the spring survey.",
    "Set up a shared mailbox; time each message.",
    "Train all staff; measure confidence before and after.",
    "Name the leads; publish the list; ask families each summer.",
    "Test ten cases with partners; report to the board.",
    "Add the question to the discharge letter; audit it.",
    "Agree a referral form; count referrals each month.",
]
LEADS = [
    "Westmarch Police",
    "Adult Social Care",
    "Hospital Trust",
    "Housing",
    "Safer Westmarch Partnership",
    "ICB",
    "Probation",
    "Council",
    "Education",
    "Safeguarding Board",
    "Mental Health Trust",
    "Fire Service",
]
DATES = [
    "March 2024",
    "31/05/24",
    "Q2 2024/25",
    "End of June 2024",
    "30 September 2024",
    "Oct-24",
    "2024",
    "by end March 2025",
    "Spring 2025",
    "11.10.24",
    "TBC",
    "Ongoing",
]
OUTCOMES = [
    "Completed March 2024. Nine in ten calls now hold the question.",
    "Completed May 2024. 46 of 50 carers were seen alone.",
    "Delayed because of vacancies; new date December 2024.",
    "Completed June 2024. Files show the tenancy in 58 of 60 cases.",
    "Ongoing",
    "",
    "Completed August 2024. Messages take four hours, down from three days.",
    "Training begins in January 2025.",
    "",
    "Completed October 2024. Thresholds are applied alike in nine cases of ten.",
    "",
    "Referrals rose from 3 to 14 a month.",
]


@dataclass(frozen=True)
class Case:
    """A plan with its rows. ``certain``: a reader should call its rows certain."""

    blocks: Sequence[Block]
    rows: Sequence[dict[str, Any]]
    as_at: str | None = None
    columns: Sequence[str | None] | None = None
    producers: Sequence[str] = ("reportlab", "word", "chromium")
    certain: bool = True


def template() -> Case:
    """The guidance's seven columns over several pages, header repeated, long cells."""
    header = [
        "Recommendation",
        "Scope of recommendation i.e. local or regional",
        "Action to take",
        "Lead Agency",
        "Key milestones achieved in enacting recommendation",
        "Target Date",
        "Date of completion and outcome",
    ]
    rows, wanted = [header], []
    for i in range(12):
        milestones = f"Step {i + 1} agreed in January 2024. {FILL}"
        text = f"{i + 1}. {RECOMMENDATIONS[i]}"
        rows.append([text, "Local", ACTIONS[i], LEADS[i], milestones, DATES[i], OUTCOMES[i]])
        wanted.append(
            {
                "n": str(i + 1),
                "recommendation": text,
                "scope": "Local",
                "action": ACTIONS[i],
                "lead": LEADS[i],
                "milestones": milestones,
                "target-date": DATES[i],
                "completion-and-outcome": OUTCOMES[i],
            }
        )
    return Case(
        [
            "# Appendix C: Action Plan",
            "This action plan is a live document. Correct as at 31 October 2024.",
            Grid(rows, [3, 1.3, 2.6, 1.6, 3, 1.4, 3]),
        ],
        wanted,
        as_at="31 October 2024",
    )


def no_repeat() -> Case:
    """The header only on the first page; numbers in a column of their own; renamed columns."""
    rows: list[list[str | Cell]] = [
        ["No.", "Recommendation", "Owner", "By when", "Progress", "RAG"]
    ]
    wanted = []
    for i in range(12):
        progress = f"{OUTCOMES[i]} {FILL} {FILL}".strip()
        rows.append([f"{i + 1}", RECOMMENDATIONS[i], LEADS[i], DATES[i], progress, "Green"])
        wanted.append(
            {
                "n": str(i + 1),
                "number": str(i + 1),
                "recommendation": RECOMMENDATIONS[i],
                "lead": LEADS[i],
                "target-date": DATES[i],
                "progress": progress,
                "status": "Green",
            }
        )
    return Case(
        ["# DHR Action Plan", Grid(rows, [0.7, 3, 1.6, 1.4, 4.5, 0.9], repeat=False)], wanted
    )


def themes_and_steps() -> Case:
    """Theme rows across the table; a recommendation merged over its steps, each a row."""
    rows: list[list[str | Cell]] = [
        [
            "Ref",
            "Recommendation",
            "Action",
            "Lead officer",
            "Timescale",
            "Update",
            "Outcome / Impact",
        ]
    ]
    wanted: list[dict[str, Any]] = []
    for theme in range(3):
        title = ["Theme 1: Training", "Theme 2: Sharing information", "Theme 3: Commissioning"][
            theme
        ]
        rows.append([Cell(title, across=7)])
        for k in range(2):
            i = theme * 2 + k
            first: list[str | Cell] = [
                Cell(f"R{i + 1}", down=3),
                Cell(RECOMMENDATIONS[i], down=3),
            ]
            for step in range(3):
                action = f"{'abc'[step]}) {ACTIONS[(i + step) % 12]}"
                cells = [action, LEADS[(i + step) % 12], DATES[(i + step) % 8], "Begun.", ""]
                rows.append([*first, *cells] if step == 0 else list(cells))
                said: Any = RECOMMENDATIONS[i] if step == 0 else (RECOMMENDATIONS[i],)
                wanted.append(
                    {
                        "n": f"R{i + 1}",
                        "g": title,
                        "recommendation": said,
                        "action": action,
                        "lead": LEADS[(i + step) % 12],
                        "target-date": DATES[(i + step) % 8],
                        "progress": "Begun.",
                        "outcome": "",
                    }
                )
    return Case(
        [
            "# Action Plan",
            "Last updated: 12th June 2024",
            Grid(rows, [0.8, 3, 3, 1.7, 1.5, 1.8, 2]),
        ],
        wanted,
        as_at="12th June 2024",
    )


def two_levels() -> Case:
    """A header on two levels, "Delivery" over lead and date; misspelt and broken words."""
    rows: list[list[str | Cell]] = [
        [
            Cell("No.", down=2),
            Cell("Reccomendation", down=2),
            Cell("Acton to take", down=2),
            Cell("Delivery", across=2),
            Cell("Position", across=2),
        ],
        ["Lead agency", "Target date", "Progress as at May 2024", "RAG rating"],
    ]
    wanted = []
    for i in range(8):
        rows.append(
            [str(i + 1), RECOMMENDATIONS[i], ACTIONS[i], LEADS[i], DATES[i], OUTCOMES[i], "Amber"]
        )
        wanted.append(
            {
                "n": str(i + 1),
                "recommendation": RECOMMENDATIONS[i],
                "action": ACTIONS[i],
                "lead": LEADS[i],
                "target-date": DATES[i],
                "progress": OUTCOMES[i],
                "status": "Amber",
            }
        )
    return Case(
        ["# Multi-agency Action Plan", Grid(rows, [0.6, 3, 3, 1.6, 1.5, 3, 1], header=2)],
        wanted,
        as_at="May 2024",
    )


def own_tables() -> Case:
    """Each recommendation a line of its own above a little table of actions."""
    blocks: list[Block] = ["# Action Plan"]
    wanted = []
    for i in range(6):
        line = f"Recommendation {i + 1}: {RECOMMENDATIONS[i]}"
        blocks.append(f"**{line}**")
        rows: list[list[str | Cell]] = [["Action", "Lead", "Target date", "Evidence of impact"]]
        for step in range(2):
            j = (i + step) % 8
            rows.append([ACTIONS[j], LEADS[j], DATES[j], OUTCOMES[j]])
            wanted.append(
                {
                    "n": str(i + 1),
                    "recommendation": line if step == 0 else (line,),
                    "action": ACTIONS[j],
                    "lead": LEADS[j],
                    "target-date": DATES[j],
                    "outcome": OUTCOMES[j],
                }
            )
        blocks.append(Grid(rows, [4, 2, 2, 4]))
    return Case(blocks, wanted)


def bands() -> Case:
    """Each recommendation as a row across the table, its actions under it; no such column."""
    rows: list[list[str | Cell]] = [["Actions required", "Who", "By when", "Outcome"]]
    wanted = []
    for i in range(6):
        line = f"Recommendation {i + 1}.1 – {RECOMMENDATIONS[i]}"
        rows.append([Cell(line, across=4)])
        for step in range(2):
            j = (i + step) % 8
            rows.append([ACTIONS[j], LEADS[j], DATES[j], OUTCOMES[j]])
            wanted.append(
                {
                    "n": f"{i + 1}.1",
                    "recommendation": line if step == 0 else (line,),
                    "action": ACTIONS[j],
                    "lead": LEADS[j],
                    "target-date": DATES[j],
                    "outcome": OUTCOMES[j],
                }
            )
    return Case(["# Action Plan", Grid(rows, [4, 2, 2, 4])], wanted)


def labels_down() -> Case:
    """Each recommendation a table with labels down its left side."""
    blocks: list[Block] = ["# Recommendations and Action Plan"]
    wanted = []
    for i in range(5):
        rows = [
            [f"Recommendation {i + 1}", RECOMMENDATIONS[i]],
            ["Action to take", ACTIONS[i]],
            ["Lead agency", LEADS[i]],
            ["Target date", DATES[i]],
            ["Progress", f"{OUTCOMES[i]} {FILL}".strip()],
        ]
        blocks.append(Grid(rows, [1, 4], header=0))
        wanted.append(
            {
                "n": str(i + 1),
                "recommendation": RECOMMENDATIONS[i],
                "action": ACTIONS[i],
                "lead": LEADS[i],
                "target-date": DATES[i],
                "progress": f"{OUTCOMES[i]} {FILL}".strip(),
            }
        )
    return Case(blocks, wanted)


def two_tables() -> Case:
    """A multi-agency table, then single-agency tables with other columns under titles."""
    first: list[list[str | Cell]] = [
        ["Recommendation", "Action to take", "Lead Agency", "Target Date", "Outcome"]
    ]
    wanted = []
    for i in range(4):
        first.append(
            [f"{i + 1}. {RECOMMENDATIONS[i]}", ACTIONS[i], LEADS[i], DATES[i], OUTCOMES[i]]
        )
        wanted.append(
            {
                "n": str(i + 1),
                "recommendation": f"{i + 1}. {RECOMMENDATIONS[i]}",
                "action": ACTIONS[i],
                "lead": LEADS[i],
                "target-date": DATES[i],
                "outcome": OUTCOMES[i],
            }
        )
    blocks: list[Block] = ["# Action Plan", Grid(first, [3, 3, 1.6, 1.4, 3])]
    for agency in (4, 6):
        blocks.append(f"**Single agency recommendations: {LEADS[agency]}**")
        rows: list[list[str | Cell]] = [["Recommendation", "Key milestones", "Due date", "Status"]]
        for i in (agency, agency + 1):
            rows.append([RECOMMENDATIONS[i], ACTIONS[i], DATES[i], "Complete"])
            wanted.append(
                {
                    "n": None,
                    "g": f"Single agency recommendations: {LEADS[agency]}",
                    "recommendation": RECOMMENDATIONS[i],
                    "milestones": ACTIONS[i],
                    "target-date": DATES[i],
                    "status": "Complete",
                }
            )
        blocks.append(Grid(rows, [3, 4, 1.5, 1.2]))
    return Case(blocks, wanted)


def side_notes() -> Case:
    """A version table before, a key of colours after; lettered steps inside cells; merged leads."""
    rows: list[list[str | Cell]] = [
        ["Rec", "Recommendation", "What we will do", "Who will lead?", "When by?", "BRAG"]
    ]
    wanted = []
    for i in range(0, 8, 2):
        for k in range(2):
            j = i + k
            action = f"a) {ACTIONS[j]}\nb) {ACTIONS[(j + 3) % 12]}"
            lead: list[str | Cell] = [Cell(LEADS[i], down=2)] if k == 0 else []
            rows.append([str(j + 1), RECOMMENDATIONS[j], action, *lead, DATES[j], "Blue"])
            wanted.append(
                {
                    "n": str(j + 1),
                    "recommendation": RECOMMENDATIONS[j],
                    "action": action,
                    "lead": LEADS[i] if k == 0 else (LEADS[i],),
                    "target-date": DATES[j],
                    "status": "Blue",
                }
            )
    return Case(
        [
            "# Action Plan",
            Grid(
                [["Version", "Date", "Author"], ["2.0", "1 May 2024", "Partnership officer"]],
                [1, 1, 2],
            ),
            Grid(rows, [0.7, 3, 4, 2, 1.4, 0.9]),
            "Key to colours",
            Grid([["Blue", "Complete"], ["Amber", "In progress"]], [1, 3], header=0),
        ],
        wanted,
    )


def unruled() -> Case:
    """Columns without ruling lines, each row with its number."""
    rows: list[list[str | Cell]] = [
        ["No.", "Recommendation", "Lead agency", "Target date", "Progress"]
    ]
    wanted = []
    for i in range(10):
        rows.append([str(i + 1), RECOMMENDATIONS[i], LEADS[i], DATES[i], OUTCOMES[i]])
        wanted.append(
            {
                "n": str(i + 1),
                "recommendation": RECOMMENDATIONS[i],
                "lead": LEADS[i],
                "target-date": DATES[i],
                "progress": OUTCOMES[i],
            }
        )
    return Case(["# Action Plan", Grid(rows, [0.6, 3.4, 2, 1.8, 3.6], ruled=False)], wanted)


def labelled_text() -> Case:
    """No table at all: labelled lines under each recommendation."""
    blocks: list[Block] = ["# Action Plan"]
    wanted = []
    for i in range(5):
        blocks += [
            f"**Recommendation {i + 1}: {RECOMMENDATIONS[i]}**",
            f"Action to take: {ACTIONS[i]}",
            f"Lead agency: {LEADS[i]}",
            f"Target date: {DATES[i]}",
            f"Outcome: {OUTCOMES[i] or 'None yet'} {FILL}",
        ]
        wanted.append(
            {
                "n": str(i + 1),
                "recommendation": RECOMMENDATIONS[i],
                "action": ACTIONS[i],
                "lead": LEADS[i],
                "target-date": DATES[i],
                "outcome": f"{OUTCOMES[i] or 'None yet'} {FILL}",
            }
        )
    return Case(blocks, wanted)


def title_inside() -> Case:
    """A title and a note as the first rows of the table itself; a row of blank cells; US order."""
    rows: list[list[str | Cell]] = [
        [Cell("DOMESTIC HOMICIDE REVIEW: ACTION PLAN", across=6)],
        [Cell("This is a living document, updated 3 June 2024.", across=6)],
        ["Recommendation", "Action required", "Lead", "Deadline", "Date completed", "Impact"],
    ]
    wanted = []
    for i in range(5):
        completed = "10/16/2024" if i == 0 else ""
        rows.append([RECOMMENDATIONS[i], ACTIONS[i], LEADS[i], DATES[i], completed, OUTCOMES[i]])
        wanted.append(
            {
                "n": None,
                "g": None,
                "recommendation": RECOMMENDATIONS[i],
                "action": ACTIONS[i],
                "lead": LEADS[i],
                "target-date": DATES[i],
                "completion": completed,
                "outcome": OUTCOMES[i],
            }
        )
    rows.append(["", "", "", "", "", ""])
    return Case([Grid(rows, [3, 3, 1.6, 1.4, 1.4, 3], header=3)], wanted, as_at="3 June 2024")


def themes_in_first_cell() -> Case:
    """Themes that fill only the first cell of their row; steps with numbers of their own."""
    rows: list[list[str | Cell]] = [
        ["No.", "Recommendation", "Action", "Lead Agency", "Target Date", "Progress"]
    ]
    wanted = []
    for theme in range(2):
        title = ["Learning and training", "Sharing what is known"][theme]
        rows.append([title, "", "", "", "", ""])
        for k in range(3):
            i = theme * 3 + k
            for step in range(2):
                number = f"{i + 1}.{step + 1}"
                said = RECOMMENDATIONS[i] if step == 0 else ""
                j = (i + step) % 8
                rows.append([number, said, ACTIONS[j], LEADS[j], DATES[j], FILL])
                wanted.append(
                    {
                        "n": number,
                        "g": title,
                        "recommendation": said or (RECOMMENDATIONS[i],),
                        "action": ACTIONS[j],
                        "lead": LEADS[j],
                        "target-date": DATES[j],
                        "progress": FILL,
                    }
                )
    return Case(["# Action Plan", Grid(rows, [1.4, 3, 3, 1.6, 1.4, 3], repeat=False)], wanted)


def long_unnumbered() -> Case:
    """Long cells without numbers that break over pages, header repeated."""
    rows: list[list[str | Cell]] = [
        ["Recommendation", "Action to take", "Lead Agency", "Target Date", "Progress update"]
    ]
    wanted = []
    for i in range(7):
        text, action = f"{RECOMMENDATIONS[i]} {FILL}", f"{ACTIONS[i]} {FILL} {FILL}"
        progress = f"{OUTCOMES[i]} {FILL} {FILL} {FILL}".strip()
        rows.append([text, action, LEADS[i], DATES[i], progress])
        wanted.append(
            {
                "n": None,
                "recommendation": text,
                "action": action,
                "lead": LEADS[i],
                "target-date": DATES[i],
                "progress": progress,
            }
        )
    return Case(["# Action Plan", Grid(rows, [3, 3, 1.4, 1.2, 3], font=11)], wanted)


def headers_in_bands() -> Case:
    """One table; each recommendation a row across it with its own header row underneath."""
    rows: list[list[str | Cell]] = []
    wanted = []
    for i in range(4):
        line = f"Recommendation {i + 1}: {RECOMMENDATIONS[i]}"
        rows.append([Cell(line, across=4)])
        rows.append(["Key actions", "Responsible officer", "Timescale", "Outcome"])
        for step in range(2):
            j = (i + step) % 8
            rows.append([ACTIONS[j], LEADS[j], DATES[j], OUTCOMES[j]])
            wanted.append(
                {
                    "n": str(i + 1),
                    "recommendation": line if step == 0 else (line,),
                    "action": ACTIONS[j],
                    "lead": LEADS[j],
                    "target-date": DATES[j],
                    "outcome": OUTCOMES[j],
                }
            )
    return Case(["# Action Plan", Grid(rows, [4, 2, 2, 4], header=0)], wanted)


def updates_in_columns() -> Case:
    """Two columns of updates with their dates in the header; completion and outcome apart."""
    rows: list[list[str | Cell]] = [
        [
            "Rec No",
            "Overview report recommendation",
            "Agreed action",
            "Responsible agency",
            "Due by",
            "Update June 2023",
            "Update January 2024",
            "Date closed",
        ]
    ]
    wanted = []
    for i in range(6):
        rows.append(
            [
                f"{i + 1}",
                RECOMMENDATIONS[i],
                ACTIONS[i],
                LEADS[i],
                DATES[i],
                "Begun.",
                OUTCOMES[i],
                "",
            ]
        )
        wanted.append(
            {
                "n": str(i + 1),
                "recommendation": RECOMMENDATIONS[i],
                "action": ACTIONS[i],
                "lead": LEADS[i],
                "target-date": DATES[i],
                "progress": "Begun.",
                "completion": "",
            }
        )
    return Case(
        ["# Action Plan", Grid(rows, [0.8, 3, 3, 1.6, 1.4, 1.4, 3, 1])],
        wanted,
        as_at="January 2024",
    )


def in_style(css: str, *, ruled: bool = True, certain: bool = True) -> Case:
    """A numbered plan over two pages in a look that only a style sheet makes."""
    rows: list[list[str | Cell]] = [
        ["Recommendation", "Action to take", "Lead Agency", "Target Date", "Progress"]
    ]
    wanted = []
    for i in range(12):
        text, action = f"{i + 1}. {RECOMMENDATIONS[i]}", f"{ACTIONS[i]} {FILL}"
        progress = OUTCOMES[i] or "None yet."
        rows.append([text, action, LEADS[i], DATES[i], progress])
        wanted.append(
            {
                "n": str(i + 1),
                "recommendation": text,
                "action": action,
                "lead": LEADS[i],
                "target-date": DATES[i],
                "progress": progress,
            }
        )
    grid = Grid(rows, [2.4, 5, 1.4, 1.2, 2.4], ruled=ruled, css=css)
    return Case(["# Action Plan", grid], wanted, producers=("chromium",), certain=certain)


def level_rules() -> Case:
    """Rules between rows only."""
    return in_style("td,th{border:none;border-bottom:1px solid #444}", certain=False)


def upright_rules() -> Case:
    """A frame and rules between columns only."""
    return in_style(
        "td,th{border:none}td+td,th+th{border-left:1px solid #888}table{border:1px solid}"
    )


def shaded_rows() -> Case:
    """No rules: every other row shaded, the header white on dark blue."""
    return in_style(
        "tr:nth-child(even){background:#dde}th{background:#003;color:#fff}",
        ruled=False,
        certain=False,
    )


def sideways_header() -> Case:
    """The header's words turned sideways."""
    return in_style("th{writing-mode:vertical-rl;transform:rotate(180deg)}")


def centred() -> Case:
    """All cells centred both ways."""
    return in_style("td,th{text-align:center;vertical-align:middle}")


def narrow() -> Case:
    """An upright page with narrow columns that break words anywhere."""
    return in_style("@page{size:A4}td,th{overflow-wrap:anywhere;font-size:8pt}")


CASES = {
    "template": template,
    "no_repeat": no_repeat,
    "themes_and_steps": themes_and_steps,
    "two_levels": two_levels,
    "own_tables": own_tables,
    "bands": bands,
    "labels_down": labels_down,
    "two_tables": two_tables,
    "side_notes": side_notes,
    "unruled": unruled,
    "labelled_text": labelled_text,
    "title_inside": title_inside,
    "themes_in_first_cell": themes_in_first_cell,
    "long_unnumbered": long_unnumbered,
    "headers_in_bands": headers_in_bands,
    "updates_in_columns": updates_in_columns,
    "level_rules": level_rules,
    "upright_rules": upright_rules,
    "shaded_rows": shaded_rows,
    "sideways_header": sideways_header,
    "centred": centred,
    "narrow": narrow,
}
