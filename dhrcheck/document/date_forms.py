"""The written forms of British dates, as one linear pattern with a named group for each piece.

Each form is one alternative; the group that bears its name tells which one matched. Alternatives
stand from the fullest to the barest, so that "11 October 2023" is never read as "October 2023".
Spaces may be line breaks. Letters that text recognition takes for figures (O, l, I) are let in only
beside a month's name.
"""

from __future__ import annotations

import regex

from dhrcheck.patterns import compiled

MONTHS = {
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "may": 5,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "oct": 10,
    "0ct": 10,
    "nov": 11,
    "dec": 12,
}
"""Month by the first three letters of its name."""

SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 2)}
"""First and last month."""

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:r?uary|ruay)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:em?ber)?|[o0]ct(?:ober)?|nov(?:em?ber)?|dec(?:em?ber)?)(?!\p{L})\.?"
)
_DAY = r"(?:(?:[12][0-9lIO]|3[01lIO]|[lI][0-9]|0?[1-9]|[lI])(?!\d))"
_TH = r"(?:\s?(?:st|nd|rd|th|'h|\"h)(?!\p{L}))"
_WEEKDAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+(?:the\s+)?)?"
)
_YEAR = r"(?:(?:19|2[0Oo])[0-9OolI]{2}(?![\d\p{L}]))"
_SHORT = r"(?:['’]?[0-9]{2}(?!\d|[:.]\d|\p{L}|\s?(?:%|per\b)))"
# A two-digit year after a space could as well be a number of people: something must end after it.
_CLOSED = r"(?=\s*(?:$|[\n.,;:)\]/]|[-–]\s|to\b|and\b|or\b))"
_OF = r"(?:\s+(?:day\s+)?of)?"
_JOIN = r"(?:\s*(?:-|–|/|&|,|\bto\b|\band\b|\bor\b|\buntil\b|\btill\b)\s*)"
_EDGE = r"(?<![\w£$€#])(?:(?<!\d[.,/:-])(?<!/)|(?=\p{L}))"
# How any form can begin: a quick look that spares the long pattern at nearly every word.
_START = (
    r"(?=[\d]|[lI][\dlI]|[lI](?:st|\s)|q[tu\d. ]|fy|fin|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|"
    r"ju[nl]|aug|sep|[o0]ct|nov|dec|spring|summer|autumn|winter|end|mid|early|late|start|begin|close|"
    r"the\s+(?:very|end|mid|start|begin|close|[1-4]|q))"
)
_FINANCIAL = r"(?:20\d\d|19\d\d)\s?[/–-]\s?(?:(?:20|19)?\d\d)(?![\d/])"
_PREFIX = (
    r"(?:(?P<turn>(?:(?:the\s+)?(?:very\s+)?(?:end|middle|start|beginning|close)(?:\s+of)?(?:\s+the)?"
    r"|mid|early|late|later\s+in)(?:\s+(?:calendar\s+)?year)?)[\s-]+(?:of\s+)?)?"
)

_FORMS = {
    "iso": r"(?P<y>(?:19|20)\d\d)(?P<sep>[-/.])(?P<m>0[1-9]|1[0-2])(?P=sep)"
    r"(?P<d>0[1-9]|[12]\d|3[01])(?!\d|[-/.]\d)",
    "numeric": r"(?P<d>\d{1,2})(?:(?P<sep>\s?[/]\s?|[.-])(?P<m>\d{1,2})(?:\s?(?P=sep)\s?)"
    r"(?P<y>\d{4}|\d{2}))(?!\d|[-/.:]\d|\p{L})",
    "days": rf"{_WEEKDAY}(?P<d>{_DAY})(?P<th>{_TH})?(?:{_JOIN}{_WEEKDAY}(?P<d>{_DAY}){_TH}?){{1,3}}"
    rf"{_OF}\s+(?P<month>{_MONTH})(?:,?\s+(?P<y>{_YEAR}))?",
    "day": rf"{_WEEKDAY}(?P<d>{_DAY})(?P<th>{_TH})?{_OF}[\s/.,-]{{0,3}}(?P<month>{_MONTH})"
    rf"(?:[\s,/.-]{{0,3}}(?P<y>{_YEAR})|[-/.](?P<y>{_SHORT})|\s*(?P<y>['’]\d\d(?!\d))"
    rf"|\s+(?P<y>{_SHORT}){_CLOSED})?",
    "monthday": rf"(?P<month>{_MONTH})\s+(?P<d>{_DAY})(?P<th>{_TH})?(?:\s*,\s*|\s+)(?P<y>{_YEAR})",
    "monthth": rf"(?P<month>{_MONTH})\s+(?P<d>{_DAY})(?P<th>{_TH})",
    "months": rf"{_PREFIX}(?P<month>{_MONTH}){_JOIN}(?P<last>{_MONTH})[\s,/-]{{1,3}}(?P<y>{_YEAR})",
    "month": rf"{_PREFIX}(?P<month>{_MONTH})(?:{_OF}[\s,/.–-]{{0,3}}(?P<y>{_YEAR})"
    rf"|[-/](?P<y>{_SHORT})|\s*(?P<y>['’]\d\d(?!\d))|\s+(?P<y>{_SHORT}){_CLOSED})",
    "quarter": r"(?:(?:the\s+)?(?:end\s+of\s+)?(?:q(?:uarter|tr|t)?\.?\s?(?P<q>[1-4])"
    r"(?:\s?[-/&]\s?q?(?P<lastq>[1-4])(?!\d))?|(?P<q>[1-4])(?:st|nd|rd|th)\s+q(?:uarter|tr)))"
    rf"(?!\d)[\s,(:-]{{0,3}}(?:of\s+)?(?:the\s+)?(?:fy|financial\s+year)?\s*"
    rf"(?P<fy>{_FINANCIAL}|(?:20)?\d\d/\d\d(?!\d)|{_YEAR})",
    "yearquarter": rf"(?P<fy>{_FINANCIAL}|{_YEAR})[\s,-]{{0,2}}q(?:uarter|tr)?\s?(?P<q>[1-4])(?!\w)",
    "season": rf"{_PREFIX}(?P<season>spring|summer|autumn|winter)(?:\s+term)?(?:\s+of)?[\s,]+"
    rf"(?P<fy>{_FINANCIAL}|{_YEAR})",
    "monthyear": r"(?P<m>0?[1-9]|1[0-2])\s?/\s?(?P<y>20\d\d|19\d\d)(?![\d/])",
    "years": rf"(?:fy\s?|financial\s+year\s+(?:of\s+)?)?(?P<fy>{_FINANCIAL})(?!\w)",
    "endmonth": r"(?:(?:the\s+)?(?:end|close)(?:\s+of)?)\s+"
    rf"(?P<month>{_MONTH})(?!\s+(?:{_YEAR}))",
    "year": rf"{_PREFIX}(?P<y>(?:19[3-9]|20[0-4])\d)(?!\w|%|[.,/:-]\d|\s\d{{3}}|\s?(?:hrs|hours?|h)\b)",
}

PATTERN = compiled(
    _EDGE
    + _START
    + "(?:"
    + "|".join(f"(?P<as_{name}>{form})" for name, form in _FORMS.items())
    + ")",
    regex.IGNORECASE,
)
"""All forms; the group that matched is "as_" and one of ``FORM_NAMES``."""

FORM_NAMES = tuple(_FORMS)

LABEL = compiled(
    r"\b(?:section|s|sections|sub-?section|paragraphs?|paras?|recommendations?|rec|appendix|annex|"
    r"version|v|issue|part|page|p|chapter|article|schedule|table|figure|phase|step|tier|level|"
    r"number|no|item|ref|point|objective|priority|theme|action|stage|key|area|room|flat|ward|"
    r"grade|band|year|step|regulation|rule|clause|episode|question)\.?\s*$",
    regex.IGNORECASE,
)
"""Words after which a figure is a number of something, and no day."""

LAW = compiled(
    r"\b(?:act|acts|regulations?|order|bill|measure|convention|rules|directive|code)"
    r"(?:\s+of)?\s*[(\[]?\s*$",
    regex.IGNORECASE,
)
LAW_AFTER = compiled(r"\s+(?:act|regulations?|bill)\b", regex.IGNORECASE)
