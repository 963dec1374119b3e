"""Letters as the measuring authors got them: 2013, 2017, 2021 and 2025, from a case's ``template``."""

from __future__ import annotations

from tests.reviews.content import Block, Items, LetterFields, Para
from tests.reviews.letters_by_year import iso
from tests.reviews.prose import Case, blocks

HEADS: dict[str, tuple[str, ...]] = {
    "2013": ("Violent Crime Unit", "2 Marsham Street", "London SW1P 4DF"),
    "2017": (
        "Public Protection Unit",
        "2 Marsham Street",
        "London",
        "SW1P 4DF",
        "T: 020 7035 4848",
        "www.gov.uk/homeoffice",
    ),
    "2021": (
        "Interpersonal Abuse Unit",
        "2 Marsham Street",
        "London",
        "SW1P 4DF",
        "Tel: 020 7035 4848",
        "www.homeoffice.gov.uk",
    ),
    "2025": ("Domestic Abuse Unit", "2 Marsham Street, London SW1P 4DF", "020 7035 4848"),
}
OPENINGS = {
    "2013": "Thank you for submitting the overview report of the Domestic Homicide Review carried "
    "out by the {partnership}. The Home Office Quality Assurance Group considered it at its meeting "
    "on {meeting}.",
    "2017": "Thank you for submitting the Domestic Homicide Review report for the {partnership} "
    "({victim}) to the Home Office Quality Assurance Panel. The report was considered at the "
    "Quality Assurance (QA) Panel meeting on {meeting}.",
    "2021": "Thank you for submitting the Domestic Homicide Review (DHR) report ({victim}) for the "
    "{partnership} to the Home Office Quality Assurance (QA) Panel. Due to the COVID-19 situation "
    "the QA Panel was unable to meet in person, and the report was considered at the virtual panel "
    "meeting on {meeting}.",
    "2025": "Thank you for submitting the report ({victim}) on behalf of the {partnership} to the "
    "Home Office Quality Assurance (QA) Panel. The report was considered at the QA Panel meeting on "
    "{meeting}. I apologise for the delay in responding to you.",
}
HINGES = {
    "2013": "The Group assessed the report as adequate. It would nevertheless invite you to look "
    "again at the following before you publish:",
    "2017": "There were some aspects of the report which the Panel felt could be revised, and which "
    "you will wish to consider before you publish the final report. They are listed below.",
    "2021": "The QA Panel felt that there are some aspects of the report which may benefit from "
    "further revision, but the Home Office is content that on completion of these changes, the DHR "
    "may be published.",
    "2025": "The QA Panel felt that some aspects of the report may benefit from further revision. "
    "On completion of these changes the Home Office is content that it may be published.",
}
TITLES = {"2021": "Areas for final development:", "2025": "Areas for final development"}
COPY = (
    "Once completed the Home Office would be grateful if you could provide us with a digital copy "
    "of the revised final version of the report, with all finalised attachments and appendices, "
    "and the weblink to the site where the report will be published. Please ensure that this "
    "letter is published alongside the report.",
    "Please send the digital copy and weblink to DHREnquiries@homeoffice.gov.uk. This is for our "
    "own records, for future analysis to go towards highlighting best practice and to inform "
    "public policy.",
)
CLOSINGS: dict[str, tuple[str, ...]] = {
    "2013": (
        "The Group does not wish to see the report again. I should be grateful if you would append "
        "this letter to it on publication, and tell us where it may be found.",
        "On behalf of the Group I thank all concerned.",
    ),
    "2017": (
        "The Panel does not need to review another version of the report, but I would be grateful "
        "if you could include our letter as an appendix when you publish it.",
        "I would be grateful if you could email us at DHREnquiries@homeoffice.gsi.gov.uk and "
        "provide us with the URL to the report when it is published.",
    ),
    "2021": (
        *COPY,
        "On behalf of the QA Panel, I would like to thank you, the report chair and author, and "
        "other colleagues for the considerable work that you have put into this review.",
    ),
    "2025": (
        *COPY,
        "The report, including the executive summary and action plan, should be converted to a PDF "
        "document and be smaller than 20 MB in size; this letter should be attached to the end of "
        "the report as an annex; and the action plan should be added to the report as an annex. It "
        "should include all implementation updates and note that it is a live document and subject "
        "to change as outcomes are delivered.",
        "Please also send a digital copy to the Domestic Abuse Commissioner at "
        "DHR@domesticabusecommissioner.independent.gov.uk",
        "On behalf of the QA Panel, I would like to thank you and your colleagues for the "
        "considerable work that you have put into this review.",
    ),
}
SIGNED = {
    "2013": "Chair, Home Office Quality Assurance Group",
    "2017": "Chair of the Home Office Quality Assurance Panel",
    "2021": "Home Office DHR Quality Assurance Panel",
    "2025": "Home Office DHR Quality Assurance Panel",
}
MARKS = {"2013": "roman", "2017": "hyphen", "2021": "letter", "2025": "bullet"}


def measuring_letter(case: Case, words: dict[str, str]) -> tuple[list[Block], LetterFields]:
    """The letter's blocks and fields."""
    given = case["letter"]
    kind = given["template"]
    found: list[Block] = [Para("Home Office", look="bold")]
    found += [Para(line, look="address") for line in HEADS[kind]]
    found.append(Para(" ", look="address"))
    if kind in ("2013", "2025"):
        found.append(Para(given["date"]))
    found += [Para(line, look="address") for line in given["addressee"]]
    found.append(Para(" ", look="address"))
    if kind in ("2017", "2021"):
        found.append(Para(given["date"]))
    comma = "" if kind == "2025" else ","
    found.append(Para(f"Dear {given.get('salutation') or '_' * 12}{comma}"))
    if kind == "2013":
        found.append(Para(f"Domestic Homicide Review: {words['victim']}", look="bold"))
    found.append(Para(OPENINGS[kind].format_map({**words, "meeting": given["meeting"]})))
    found += blocks(given["praise"])
    found.append(Para(HINGES[kind]))
    if kind in TITLES:
        found.append(Para(TITLES[kind], look="bold"))
    points, flat = _points(given["points"], kind)
    found += points
    found += [Para(line) for line in CLOSINGS[kind]]
    found.append(Para(f"Yours sincerely{comma}"))
    if given.get("signatory"):
        found.append(Para(given["signatory"], look="address"))
    found.append(Para(SIGNED[kind]))
    return found, _fields(case, words, flat)


def _points(points: list[str] | dict[str, list[str]], kind: str) -> tuple[list[Block], list[str]]:
    if not isinstance(points, dict):
        return [Items(tuple(points), MARKS[kind])], list(points)
    flat = [point for under in points.values() for point in under]
    if kind == "2025":
        return [Items(tuple((t, tuple(u)) for t, u in points.items()), MARKS[kind])], flat
    found: list[Block] = []
    for topic, under in points.items():
        found += [Para(topic, look="bold"), Items(tuple(under), MARKS[kind])]
    return found, flat


def _fields(case: Case, words: dict[str, str], flat: list[str]) -> LetterFields:
    given = case["letter"]
    meeting = given["meeting"].removeprefix("Wednesday ")
    return LetterFields(
        letter_date=iso(given["date"]),
        meeting_date=iso(meeting),
        partnership=words["partnership"],
        points=tuple(flat),
        pseudonyms=tuple(given.get("pseudonyms") or (words["victim"],)),
        addressee=given.get("salutation") or None,
        blanked=not given.get("salutation"),
        signatory=given.get("signatory"),
    )
