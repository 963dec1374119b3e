"""Letters of other years and other hands than ``letters.py`` writes, from a case's ``template``."""

from __future__ import annotations

from tests.reviews.content import Block, Items, LetterFields, Para
from tests.reviews.letters import MARSHAM, iso, letter
from tests.reviews.prose import Case, blocks

HEADS: dict[str, tuple[str, ...]] = {
    "2014": ("Violent Crime Unit", *MARSHAM, "T 020 7035 4848", "www.gov.uk/home-office"),
    "2022": (
        "Interpersonal Abuse Unit",
        "2 Marsham Street, London SW1P 4DF",
        "Tel: 020 7035 4848",
        "www.homeoffice.gov.uk",
    ),
    "2025": (
        "Domestic Abuse Unit",
        "2 Marsham Street",
        "LONDON SW1P 4DF",
        "020 7035 4848",
        "www.gov.uk/homeoffice",
    ),
    "2025-again": ("Interpersonal Abuse Unit, 2 Marsham Street, London, SW1P 4DF",),
}
OPENINGS = {
    "2014": "Thank you for sending us the Domestic Homicide Review report from the {partnership} "
    "for consideration by the Home Office Quality Assurance Group. It was considered by the Group "
    "at its meeting on {meeting}.",
    "2022": "Thank you for submitting the Domestic Homicide Review (DHR) report ({victim}) for "
    "{partnership} to the Home Office Quality Assurance (QA) Panel. Due to the COVID-19 situation "
    "the report was considered at the virtual QA Panel meeting held on {meeting}. I apologise for "
    "the delay in responding to you.",
    "2025": "Thank you for submitting the Domestic Abuse Related Death Review report ({victim}) on "
    "behalf of the {partnership} to the Home Office Quality Assurance (QA) Panel. The QA Panel "
    "considered the report at its meeting on {meeting}. I am sorry that it has taken us until now "
    "to reply.",
    "2025-again": "Thank you for resubmitting the report into the death of {victim} to the Home "
    "Office Quality Assurance (QA) Panel for the {partnership}. It was reassessed at the Quality "
    "Assurance Panel meeting on {meeting}.",
}
HINGES = {
    "2014": "The Group judges a report as either adequate or inadequate, and I am pleased to tell "
    "you that yours has been judged as adequate. There were some matters that the Group thought "
    "might benefit from further explanation, and which you may wish to consider before you "
    "publish the final report:",
    "2022": "The QA Panel felt that there are some aspects of the report which may benefit from "
    "further revision, but the Home Office is content that on completion of these changes, the "
    "DHR may be published.",
    "2025": "There are, however, aspects of the report which may benefit from further revision. The "
    "Home Office is content that, once these changes are made, the review may be published.",
    "2025-again": "The Panel was pleased to see how its earlier feedback has been answered. Some "
    "aspects of the report may benefit from further revision, but the Home Office is content that "
    "on completion of these changes, the review may be published.",
}
DIGITAL = (
    "Once completed the Home Office would be grateful if you could provide us with a digital copy "
    "of the revised final version of the report, with all finalised attachments and appendices, "
    "and the weblink to the site where the report will be published. Please ensure that this "
    "letter is published alongside the report.",
    "Please send the digital copy and weblink to DHREnquiries@homeoffice.gov.uk. This is for our "
    "own records, so that future analysis can highlight best practice and inform public policy.",
)
ANNEX = (
    "The report, including the executive summary and action plan, should be converted to a PDF "
    "document and be smaller than 20 MB in size. This letter should be attached to the end of the "
    "report as an annex, and the action plan should be added to the report as an annex. The action "
    "plan should include all implementation updates and note that it is a live document and subject "
    "to change as outcomes are delivered.",
    "Please also send a digital copy to the Domestic Abuse Commissioner at "
    "DHR@domesticabusecommissioner.independent.gov.uk",
)
CLOSINGS: dict[str, tuple[str, ...]] = {
    "2014": (
        "The Group does not need to see a revised version of the report, but we would ask you to "
        "include our letter as an appendix to the report when it is published.",
        "I would be grateful if you could email us at DHREnquiries@homeoffice.gsi.gov.uk when the "
        "report is published and provide us with the URL.",
    ),
    "2022": (
        *DIGITAL,
        "On behalf of the QA Panel, I would like to thank you, the report chair and author, and "
        "other colleagues for the considerable work that you have put into this review.",
    ),
    "2025": (*DIGITAL, *ANNEX, "On behalf of the QA Panel, thank you for all your work."),
    "2025-again": (*DIGITAL, *ANNEX),
}
SIGNED = {
    "2014": "Chair of the Home Office Quality Assurance Group",
    "2022": "Chair of the Home Office DHR Quality Assurance Panel",
    "2025": "Home Office DHR Quality Assurance Panel",
    "2025-again": "Home Office DHR Quality Assurance Panel",
}


def letter_by_year(case: Case, words: dict[str, str]) -> tuple[list[Block], LetterFields]:
    """The letter's blocks and fields; a case without a ``template`` gets the ordinary letter."""
    given = case["letter"]
    kind = given.get("template")
    if kind is None:
        return letter(case, words)
    found: list[Block] = [Para("Home Office", look="bold")]
    found += [Para(line, look="address") for line in HEADS[kind]]
    found.append(Para(" ", look="address"))
    if given.get("date_first"):
        found.append(Para(given["date"]))
    found += [Para(line, look="address") for line in given["addressee"]]
    found.append(Para(" ", look="address"))
    if not given.get("date_first"):
        found.append(Para(given["date"]))
    found.append(Para(f"Dear {given.get('salutation') or '_' * 10}" + given.get("after_name", ",")))
    found.append(Para(OPENINGS[kind].format_map({**words, "meeting": given["meeting"]})))
    found += blocks(given["praise"])
    found.append(Para(HINGES[kind]))
    if given.get("title"):
        found.append(Para(given["title"], look="bold"))
    points, flat = _points(given)
    found += points
    found += [Para(line) for line in CLOSINGS[kind]]
    found.append(Para("Yours sincerely" + given.get("after_name", ",")))
    if given.get("signatory"):
        found.append(Para(given["signatory"], look="address"))
    found.append(Para(SIGNED[kind]))
    fields = LetterFields(
        letter_date=iso(given["date"]),
        meeting_date=iso(given["meeting"]),
        partnership=words["partnership"],
        points=tuple(flat),
        pseudonyms=() if kind == "2014" else (words["victim"],),
        addressee=given.get("salutation") or None,
        blanked=not given.get("salutation"),
        signatory=given.get("signatory"),
    )
    return found, fields


def _points(given: dict) -> tuple[list[Block], list[str]]:
    """The points' blocks and their words. ``list``: sentences, topics (bold) or nested."""
    points, form, mark = given["points"], given.get("list", ""), given.get("mark", "bullet")
    if not isinstance(points, dict):
        if form == "sentences":
            return [Para(p, look="point") for p in points], list(points)
        return [Items(tuple(points), mark)], list(points)
    flat = [p for under in points.values() for p in under]
    if form == "nested":
        return [Items(tuple((t, tuple(under)) for t, under in points.items()), mark)], flat
    found: list[Block] = []
    for topic, under in points.items():
        found += [Para(topic, look="bold"), Items(tuple(under), mark)]
    return found, flat
