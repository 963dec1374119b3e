"""The sections that a report should hold, in words that the rules' own examples do not use."""

from __future__ import annotations

import pytest

from dhrcheck.document.date_order import told_in_order
from dhrcheck.document.passage import Span
from dhrcheck.outcome import Stage
from dhrcheck.rulebook.phrases import compile_phrases
from tests.build import APPENDIX, LETTER, REPORT, SUMMARY, expect, review

WORDINGS = [
    (
        "report-parallel-reviews",
        "pass",
        "# Parallel Reviews\n"
        "The Coroner opened and adjourned the inquest on being told of the criminal "
        "charge, and has since confirmed that there will be no further inquest.",
    ),
    (
        "report-parallel-reviews",
        "pass",
        "# 1.11 Parallel reviews\n"
        "There were no parallel reviews or processes at the time of this review.",
    ),
    (
        "report-parallel-reviews",
        "pass",
        "# Parallel Reviews\nA Coronial inquest took place in March. The verdict was suicide.",
    ),
    (
        "report-parallel-reviews",
        "pass",
        "# Other Processes\n"
        "HM Coroner's Office has been kept informed. The Independent Police Complaints "
        "Commission determined that a local investigation was appropriate, which found no "
        "misconduct.",
    ),
    (
        "report-parallel-reviews",
        "pass",
        "# Parallel reviews\nThere are no other known reviews taking place.",
    ),
    (
        "report-parallel-reviews",
        "pass",
        "# Parallel Reviews and Processes\n"
        "The Inquest was concluded on the basis of the criminal outcome.",
    ),
    (
        "report-parallel-reviews",
        "pass",
        "# The criminal case\n"
        "The perpetrator was sentenced to life with a minimum tariff of 19 years.",
    ),
    (
        "report-parallel-reviews",
        "pass",
        "# Introduction\n"
        "He was charged with murder. Following a trial he was found guilty and received a "
        "life sentence.",
    ),
    (
        "report-parallel-reviews",
        "pass",
        "# Introduction\n"
        "The Crown accepted a plea to manslaughter on the ground of diminished "
        "responsibility and he was detained under section 37.",
    ),
    (
        "report-parallel-reviews",
        "fail",
        "# Introduction\n"
        "This review was commissioned in May 2019. The family declined to meet the chair.\n"
        "# Analysis\n"
        "The GP did not refer her.",
    ),
    (
        "report-parallel-reviews",
        "review",
        "# Parallel reviews\n"
        "An Individual Management Review was requested from each agency. A coroner's "
        "inquest took place.",
    ),
    (
        "report-facts",
        "pass",
        "# The Facts\n"
        "On the morning of the homicide police were called to the address, where they "
        "found Sarah with multiple stab wounds. The post mortem gave the cause of death as "
        "a stab wound to the heart. John was charged with murder and at Crown Court was "
        "convicted and received a life sentence with a tariff of 21 years.",
    ),
    (
        "report-facts",
        "pass",
        "# Summary of the case\n"
        "The victim was strangled by her husband. He pleaded not guilty to murder but "
        "guilty to manslaughter; this plea was accepted.",
    ),
    (
        "report-facts",
        "pass",
        "# Background\n"
        "She was discovered hanging at home. At inquest the Coroner recorded a conclusion "
        "of suicide.",
    ),
    (
        "report-facts",
        "pass",
        "# Introduction\n"
        "Anne lost her life after a sustained assault by her son. He was detained "
        "indefinitely under the Mental Health Act having been found unfit to stand trial.",
    ),
    (
        "report-facts",
        "pass",
        "# Introduction\nAdult 1 died following an assault. Adult 2 was jailed for 12 years.",
    ),
    (
        "report-facts",
        "pass",
        "# Introduction\nHe murdered her in their home and was given a whole life order.",
    ),
    (
        "report-facts",
        "pass",
        "# Key facts\nShe died of multiple injuries. The perpetrator then took his own life.",
    ),
    (
        "report-facts",
        "pass",
        "# The Facts\n"
        "Rebecca suffered fatal burns. Her ex-partner received a sentence of 18 years.",
    ),
    (
        "report-facts",
        "fail",
        "# Background\nThey met in 2010 and lived with her parents. She worked at a bank.",
    ),
    (
        "report-conclusions",
        "pass",
        "# 5. Conclusions\n"
        "The review has found that agencies worked in isolation and that the voice of the "
        "victim was not heard by those who met her, over many years.",
    ),
    (
        "report-conclusions",
        "pass",
        "# Overall conclusion\n"
        "The review has found that agencies worked in isolation and that the voice of the "
        "victim was not heard by those who met her, over many years.",
    ),
    (
        "report-conclusions",
        "pass",
        "# Summary and conclusion\n"
        "The review has found that agencies worked in isolation and that the voice of the "
        "victim was not heard by those who met her, over many years.",
    ),
    (
        "report-conclusions",
        "pass",
        "# Concluding thoughts\n"
        "The review has found that agencies worked in isolation and that the voice of the "
        "victim was not heard by those who met her, over many years.",
    ),
    (
        "report-conclusions",
        "pass",
        "# Closing comments\n"
        "The review has found that agencies worked in isolation and that the voice of the "
        "victim was not heard by those who met her, over many years.",
    ),
    (
        "report-conclusions",
        "pass",
        "# Key Findings and Conclusions\n"
        "The review has found that agencies worked in isolation and that the voice of the "
        "victim was not heard by those who met her, over many years.",
    ),
    (
        "report-conclusions",
        "pass",
        "# Conclusions and key learning\n"
        "The review has found that agencies worked in isolation and that the voice of the "
        "victim was not heard by those who met her, over many years.",
    ),
    (
        "report-lessons",
        "pass",
        "# Lessons Learnt\n"
        "Professionals should be curious about bruising and should always see the patient "
        "alone, whatever the relative says.",
    ),
    (
        "report-lessons",
        "pass",
        "# Lessons to be Learned from the Review\n"
        "Professionals should be curious about bruising and should always see the patient "
        "alone, whatever the relative says.",
    ),
    (
        "report-lessons",
        "pass",
        "# Key Learning Points\n"
        "Professionals should be curious about bruising and should always see the patient "
        "alone, whatever the relative says.",
    ),
    (
        "report-lessons",
        "pass",
        "# Learning from the review\n"
        "Professionals should be curious about bruising and should always see the patient "
        "alone, whatever the relative says.",
    ),
    (
        "report-lessons",
        "pass",
        "# What have we learned?\n"
        "Professionals should be curious about bruising and should always see the patient "
        "alone, whatever the relative says.",
    ),
    (
        "report-lessons",
        "pass",
        "# Findings and Learning\n"
        "Professionals should be curious about bruising and should always see the patient "
        "alone, whatever the relative says.",
    ),
    (
        "report-lessons",
        "pass",
        "# Emerging learning\n"
        "Professionals should be curious about bruising and should always see the patient "
        "alone, whatever the relative says.",
    ),
    (
        "report-lessons",
        "pass",
        "# Lessons and Conclusions\n"
        "Professionals should be curious about bruising and should always see the patient "
        "alone, whatever the relative says.",
    ),
    (
        "report-lessons",
        "pass",
        "# Practice learning\n"
        "Professionals should be curious about bruising and should always see the patient "
        "alone, whatever the relative says.",
    ),
    (
        "report-lessons",
        "pass",
        "# Learning Themes\n"
        "Professionals should be curious about bruising and should always see the patient "
        "alone, whatever the relative says.",
    ),
    (
        "report-lessons",
        "pass",
        "# Key lessons and good practice\n"
        "Professionals should be curious about bruising and should always see the patient "
        "alone, whatever the relative says.",
    ),
    (
        "report-lessons",
        "pass",
        "# Areas of good practice\n"
        "Professionals should be curious about bruising and should always see the patient "
        "alone, whatever the relative says.",
    ),
    (
        "report-lessons",
        "pass",
        "# Areas of learning\n"
        "Professionals should be curious about bruising and should always see the patient "
        "alone, whatever the relative says.",
    ),
    (
        "report-lessons",
        "pass",
        "# Lesson Learned\n"
        "Professionals should be curious about bruising and should always see the patient "
        "alone, whatever the relative says.",
    ),
    (
        "report-lessons",
        "fail",
        "# Learning difficulties service\n"
        "He was seen by the learning disability nurse twice in that year and was then "
        "discharged from the service to his GP.",
    ),
    (
        "report-lessons",
        "fail",
        "# Terms of reference\n"
        "• Identify what lessons can be learned\n"
        "\n"
        "# Analysis\n"
        "The GP did not refer her to anyone.",
    ),
    (
        "report-recommendations",
        "pass",
        "# Recommendations\n"
        "Recommendation 1\n"
        "\n"
        "The CSP to review its training offer.\n"
        "\n"
        "Recommendation 2\n"
        "\n"
        "The CCG to write to all practices.",
    ),
    (
        "report-recommendations",
        "pass",
        "# Recommendations\n## Recommendation One – Police\nThe force should audit its DASH forms.",
    ),
    (
        "report-recommendations",
        "pass",
        "# Recommendations\n"
        "15.1 That the Community Safety Partnership reviews its pathway.\n"
        "\n"
        "15.2 That the ICB writes to all practices.",
    ),
    (
        "report-recommendations",
        "pass",
        "# Multi-Agency Recommendations\n"
        "i. The CSP should review its training.\n"
        "\n"
        "ii. The CCG should write to practices.",
    ),
    (
        "report-recommendations",
        "pass",
        "# 7 Recommendations\n"
        "## 7.1 National Recommendations\n"
        "1) The Home Office to review the guidance.\n"
        "## 7.2 Single Agency Recommendations\n"
        "2) The Trust to audit records.",
    ),
    (
        "report-recommendations",
        "pass",
        "# Recommendations\nLocal recommendation 1: The CSP should review its training.",
    ),
    (
        "report-recommendations",
        "pass",
        "# Recommendations\n"
        "| Rec No | Recommendation |\n"
        "| 1 | The CSP should review its training offer |\n"
        "| 2 | The ICB should write to all practices |",
    ),
    (
        "report-recommendations",
        "review",
        "# Recommendations\n"
        "The Partnership should review its training offer to all staff.\n"
        "\n"
        "The police should audit their forms each year.",
    ),
    (
        "report-recommendations",
        "fail",
        "# Conclusions\nThe police should have audited their forms.",
    ),
    (
        "report-equality",
        "pass",
        "# Equality and Diversity\n"
        "The panel gave due consideration to all nine protected characteristics. Sex: "
        "Sarah was female and John male. Sex should always require special consideration. "
        "Age: Sarah was 41. Race: both were White British.",
    ),
    (
        "report-equality",
        "pass",
        "# Equality and Diversity\n"
        "The review adhered to the Equality Act 2010. All nine protected characteristics "
        "were considered by the DHR Panel and gender, mental health and age were found to "
        "be relevant. Analysis reveals gendered victimisation across both intimate partner "
        "and familial homicides with females representing the majority of victims. Anne's "
        "depression was not linked with abuse. At 67 she was older than most who come to "
        "services.",
    ),
    (
        "report-equality",
        "pass",
        "# Equality & Diversity\n"
        "1.10.1 Gender: The victim was a woman. Women are more likely to be killed by a "
        "partner.\n"
        "\n"
        "1.10.2 Ethnicity: She was Black African; he was White British.\n"
        "\n"
        "1.10.3 Religion: Neither was known to be religious.",
    ),
    (
        "report-equality",
        "review",
        "# Equality and Diversity\n"
        "The panel considered all protected characteristics under the Equality Act 2010 "
        "and found that none applied.",
    ),
    (
        "report-equality",
        "review",
        "# Equality and Diversity\n"
        "The nine protected characteristics under the Equality Act 2010 (age, disability, "
        "gender reassignment, marriage and civil partnership, pregnancy and maternity, "
        "race, religion or belief, sex, sexual orientation) were borne in mind throughout.",
    ),
    (
        "report-equality",
        "fail",
        "# Introduction\nShe was 41 and he was 44. They had two children.",
    ),
    (
        "report-dissemination",
        "pass",
        "# Dissemination\n"
        "The following organisations will receive copies of this report:\n"
        "\n"
        "Family members\n"
        "\n"
        "Members of the Safer Exampleton Partnership\n"
        "\n"
        "Office of the Police and Crime Commissioner\n"
        "\n"
        "Domestic Abuse Commissioner's Office",
    ),
    (
        "report-dissemination",
        "pass",
        "# Dissemination\n"
        "The report will be shared with family members, MOPAC, the Domestic Abuse "
        "Commissioner and all panel agencies.",
    ),
    (
        "report-dissemination",
        "review",
        "# Publication\n"
        "The overview report and executive summary will be published on the CSP website. "
        "The family, the CSP and the PCC will receive a copy before.",
    ),
    (
        "report-dissemination",
        "fail",
        "# Publication\nThe report will be published on the website after approval.",
    ),
    (
        "report-chronology",
        "pass",
        "# Narrative Chronology\n"
        "2.1 2008: John was arrested by police.\n"
        "\n"
        "2.2 2010: Sarah saw her GP.\n"
        "\n"
        "2.3 March 2012: a child was born at the hospital.\n"
        "\n"
        "2.4 June 2014: police attended.\n"
        "\n"
        "2.5 January 2015: MARAC heard the case.",
    ),
    (
        "report-chronology",
        "pass",
        "# Background information (The Facts)\n"
        "In 2009 the couple met. In June 2011 police were called to a domestic incident. "
        "In August 2012 Sarah told her midwife she was afraid. In 2013 children's services "
        "closed the case. In May 2015 the GP prescribed antidepressants. In December 2015 "
        "she was killed.",
    ),
    (
        "report-analysis",
        "pass",
        "# Terms of Reference\n"
        "1. Did the agencies comply with domestic violence and abuse protocols agreed with "
        "other agencies?\n"
        "\n"
        "2. What were the key points for assessment and decision making in this case?\n"
        "\n"
        "3. Were staff sensitive to the needs of the victim and perpetrator?\n"
        "# Analysis\n"
        "The police DASH assessment was graded medium, and decisions were made by a "
        "sergeant who had not met her. Protocols on information sharing were in place. "
        "Staff were sensitive to her needs as a mother, and wrote of her with respect. The "
        "health visitor's decision to close was made without a visit.",
    ),
    (
        "report-analysis",
        "review",
        "# Overview\n"
        "The panel considers the response was poor. This was a missed opportunity. The GP "
        "should have been told. The panel found that the nurse did well.",
    ),
    (
        "report-glossary",
        "pass",
        "# Introduction\n"
        "The Multi-Agency Safeguarding Hub (MASH) had it. The MASH met. The MASH closed it.",
    ),
    (
        "report-glossary",
        "review",
        "# Introduction\n"
        "The MASH had it. The MASH met. The MASH closed it. A VPN was sent. The VPN was "
        "read. The VPN was filed.",
    ),
    (
        "report-glossary",
        "pass",
        "# Introduction\n"
        "The multi agency risk assessment conference ('MARAC') met. MARAC heard it, and "
        "MARAC closed it.",
    ),
    (
        "report-glossary",
        "pass",
        "# Introduction\n"
        "The Independent Domestic Violence Advisor service (hereafter IDVA) rang. IDVA "
        "rang. IDVA closed.",
    ),
    (
        "report-equality",
        "pass",
        "# Equality and diversity\n"
        "Sophie was a 28-year-old woman of dual heritage. Liam was 35 and White Irish. The "
        "panel noted that Sophie was six months pregnant. Neither Sophie nor Liam was "
        "known to have a disability.",
    ),
    (
        "report-equality",
        "pass",
        "# Equality, diversity and inclusion\n"
        "Victim: female, 54, White British, Christian. Perpetrator: male, 58, White "
        "British, no religion.",
    ),
    (
        "report-equality",
        "pass",
        "# Protected Characteristics\n"
        "| Characteristic | Victim | Perpetrator |\n"
        "| Age | 34 | 37 |\n"
        "| Sex | Female | Male |\n"
        "| Race | White British | Pakistani |\n"
        "| Religion | None | Muslim |",
    ),
    (
        "report-equality",
        "pass",
        "# Consideration of equality issues\n"
        "Men and women experience domestic abuse differently. Priya, as a South Asian "
        "woman whose first language was Gujarati, faced barriers of language and culture. "
        "Raj was 45 and held traditional views. Immigration status was considered for both.",
    ),
    (
        "report-equality",
        "review",
        "# Equality and Diversity\n"
        "The review panel has been cognisant of the Equality Act 2010 throughout.",
    ),
    (
        "report-equality",
        "review",
        "# Equality and diversity\n"
        "The subjects of this review were White British. They were aged 60 and 62. Neither "
        "had a faith.",
    ),
    (
        "report-equality",
        "pass",
        "# Equality and Diversity\n"
        "Age: The couple were in their seventies. Disability: he had dementia. Sex: as a "
        "female carer she was not asked. Pregnancy and maternity: not applicable.",
    ),
    (
        "report-equality",
        "fail",
        "# Methodology\nThe panel reviewed equality and diversity policies of each agency.",
    ),
    (
        "report-dissemination",
        "pass",
        "# Distribution List\n"
        "Next of kin\n"
        "\n"
        "Chief Constable\n"
        "\n"
        "Mayor of Examplester\n"
        "\n"
        "Domestic Abuse Commissioner for England and Wales\n"
        "\n"
        "Director of Public Health",
    ),
    (
        "report-dissemination",
        "pass",
        "# Dissemination\n"
        "A copy of the report will go to the family, the Home Office, the PCC, the "
        "Domestic Abuse Commissioner and the ICB.",
    ),
    (
        "report-dissemination",
        "review",
        "# Dissemination of the report\n"
        "1. Members of the Review Panel\n"
        "\n"
        "2. Police and Crime Commissioner\n"
        "\n"
        "3. Domestic Abuse Commissioner\n"
        "\n"
        "4. Safeguarding Boards",
    ),
    (
        "report-dissemination",
        "fail",
        "# Dissemination of learning\n"
        "Each agency will take the learning back to its staff through briefings.",
    ),
    (
        "report-chronology",
        "pass",
        "# Combined Chronology\n"
        "12/03/2014 Police attend. 04/05/2014 GP appointment. 11/09/2014 Housing visit. "
        "02/01/2015 MARAC. 15/01/2015 Hospital.",
    ),
    (
        "report-chronology",
        "pass",
        "# Chronology\n"
        "In the early part of 2015 Sarah told her GP. Towards the end of 2015 she rang "
        "police. In spring 2016 the school called. By the summer she had moved. In "
        "December 2016 the health visitor called. In January 2017 she died.",
    ),
    (
        "report-chronology",
        "review",
        "# Analysis\n"
        "## Police\n"
        "In March 2014 police attended; this was good. In May 2014 they came again. In "
        "July 2014 a sergeant closed the log. In November 2014 there was an arrest. In "
        "January 2015 bail was breached.",
    ),
    (
        "report-chronology",
        "fail",
        "# Timescales\n"
        "The review began in June 2017. Meetings took place on 3 July 2017, 9 September "
        "2017, 2 November 2017, 5 January 2018 and 8 March 2018.\n"
        "# Conclusions\n"
        "Agencies should talk.",
    ),
    (
        "report-recommendations",
        "pass",
        "# Recommendations\n"
        "The review makes the following recommendations:\n"
        "\n"
        "Rec. 1: CSP to review training.\n"
        "\n"
        "Rec. 2: ICB to write to practices.",
    ),
    (
        "report-recommendations",
        "pass",
        "# Conclusions and recommendations\n"
        "The panel concluded that the signs were there.\n"
        "\n"
        "Recommendation 1 – That the CSP reviews its training.",
    ),
    (
        "report-recommendations",
        "pass",
        "# Lessons and recommendations\n"
        "Lesson 1: see people alone.\n"
        "\n"
        "Recommendation 1: The Trust should see people alone.",
    ),
    (
        "report-recommendations",
        "review",
        "# Recommendations\n"
        "No recommendations are made by the panel as all actions have been completed.",
    ),
    (
        "report-recommendations",
        "pass",
        "# Recommendations\n(1) CSP to review training; and\n\n(2) ICB to write to practices.",
    ),
    (
        "report-recommendations",
        "pass",
        "# Overview report recommendations\n"
        "R1. CSP to review training.\n"
        "\n"
        "R2. ICB to write to practices.\n"
        "# Appendix note\n"
        "End.",
    ),
    (
        "report-facts",
        "pass",
        "# The facts\n"
        "On an evening in June neighbours heard screams. Kim had been assaulted with a "
        "hammer and died at the scene. Lee was subsequently convicted at trial and ordered "
        "to serve at least 17 years.",
    ),
    (
        "report-facts",
        "pass",
        "# Background information\n"
        "A man aged 30 was killed by a single stab wound. The jury acquitted his partner "
        "of murder on the basis of self-defence.",
    ),
    (
        "report-facts",
        "pass",
        "# Circumstances\nShe jumped from a bridge. The coroner returned a narrative verdict.",
    ),
    (
        "report-facts",
        "pass",
        "# Case summary\n"
        "Meera was poisoned. Criminal proceedings against her brother-in-law continue.",
    ),
    (
        "report-facts",
        "review",
        "# Case summary\nMeera was poisoned by her brother-in-law.",
    ),
    (
        "report-parallel-reviews",
        "pass",
        "# Parallel reviews\nCriminal proceedings against her brother-in-law continue.",
    ),
    (
        "report-parallel-reviews",
        "pass",
        "# Parallel Reviews\nNot applicable.",
    ),
    (
        "report-parallel-reviews",
        "pass",
        "# Parallel reviews\n"
        "The NHS England commissioned independent investigation was carried out alongside "
        "this DHR and its findings are incorporated.",
    ),
    (
        "report-parallel-reviews",
        "pass",
        "# Inquest\nThe inquest found she was unlawfully killed.",
    ),
    (
        "report-parallel-reviews",
        "review",
        "# Parallel reviews\n"
        "The chair liaised with the senior investigating officer and with the coroner's "
        "office.",
    ),
    (
        "report-conclusions",
        "fail",
        "# Recommendations\n"
        "1. The conclusions of the IMRs should be shared.\n"
        "# Analysis\n"
        "The GP did not act.",
    ),
    (
        "report-conclusions",
        "pass",
        "# Conclusions\n"
        "14.1 This was a death that nobody could have predicted but from which much can be "
        "learned by every agency in the county, large or small.",
    ),
    (
        "report-conclusions",
        "review",
        "# Final word\n"
        "The Panel has therefore come to the conclusion that the death could not have been "
        "predicted.",
    ),
    (
        "report-lessons",
        "pass",
        "# Learning and recommendations\n"
        "Practitioners should see patients alone. 1. The Trust should write to all of its "
        "staff about this.",
    ),
    (
        "report-lessons",
        "review",
        "# Police\nThe GP did not act. Learning Point 3 - the GP should act.",
    ),
    (
        "report-analysis",
        "pass",
        "# Analysis\n"
        "## Police\n"
        "The police response was prompt. Officers completed a DASH form and graded the "
        "risk as medium. A referral was made to the adult service and a follow up visit "
        "took place. The panel saw this as sound practice but asked why she was not seen "
        "on her own at any point in the following three weeks.",
    ),
    (
        "report-analysis",
        "pass",
        "# Terms of reference\n"
        "1. To review whether practitioners were sensitive to the needs of the victim\n"
        "\n"
        "2. To establish when and in what way the victim's wishes and feelings were "
        "ascertained\n"
        "# Overview of agency involvement\n"
        "In 2010 the GP saw her.\n"
        "# Analysis of practice\n"
        "Her wishes were rarely asked for. Practitioners recorded what her husband said. "
        "They were not sensitive to her need for privacy, nor to her feelings of shame. "
        "Where a practitioner did ask, in May 2014, she spoke freely and at length, and "
        "the record of it is a good one, clear and kind.",
    ),
    (
        "report-analysis",
        "fail",
        "# Introduction\n"
        "The review was commissioned in 2015.\n"
        "# Recommendations\n"
        "1. The Trust should write.",
    ),
    (
        "report-glossary",
        "review",
        "# Analysis\n"
        "The CMHT saw him; the CMHT wrote; the CMHT closed. The CAF was done. The CAF was "
        "read. The CAF was filed.",
    ),
    (
        "report-glossary",
        "pass",
        "# Analysis\n"
        "The community mental health team (CMHT) saw him; the CMHT wrote; the CMHT closed. "
        "A Common Assessment Framework form - CAF - was done. NHS England. NHS trust. NHS "
        "care.",
    ),
    (
        "report-glossary",
        "pass",
        "# Introduction\n"
        "DVPN: Domestic Violence Protection Notice. A DVPN was issued; the DVPN expired.",
    ),
]


@pytest.mark.parametrize(("rule_id", "wanted", "text"), WORDINGS)
def test_a_section_is_known_in_other_words(rule_id: str, wanted: str, text: str) -> None:
    answer = expect(review({REPORT: text}), rule_id, stage=Stage.SUBMISSION)
    {"pass": answer.passes, "review": answer.is_for_a_person, "fail": answer.fails}[wanted]()


def test_what_only_the_letter_says_is_not_in_the_report() -> None:
    submission = review(
        {
            REPORT: "# Introduction\nThe panel met five times.",
            LETTER: "The inquest was held and he was convicted. Please add a section on conclusions.",
        }
    )
    expect(submission, "report-parallel-reviews").fails()
    expect(submission, "report-conclusions").fails()


def test_what_only_the_summary_tells_is_for_a_person() -> None:
    submission = review(
        {
            SUMMARY: "# The case\nShe was stabbed by her partner, who was found guilty of murder.",
            REPORT: "# Introduction\nThe panel met five times.",
        }
    )
    expect(submission, "report-facts").is_for_a_person(page=1, says="another part")


def test_a_chronology_in_an_appendix_is_shown_on_its_page() -> None:
    events = "\n\n".join(
        f"{month} 2014: police were called."
        for month in ("January", "March", "May", "June", "July")
    )
    submission = review(
        {
            REPORT: "# Introduction\nThe panel met five times.\n[page]\nIt agreed its terms.",
            APPENDIX: f"# Appendix C: Chronology\n{events}",
        }
    )
    expect(submission, "report-chronology").passes(page=3, quote="January 2014")


def test_recommendations_in_the_summary_only_are_named_as_such() -> None:
    submission = review(
        {
            SUMMARY: "# Recommendations\n1. The Trust should see people alone.",
            REPORT: "# Conclusions\nThe panel found that nobody asked.",
        }
    )
    expect(submission, "report-recommendations").fails(says="the executive summary")


def test_a_glossary_in_any_part_counts() -> None:
    submission = review(
        {
            REPORT: "# Introduction\nThe MARAC met. The MARAC wrote. The MARAC closed it.",
            APPENDIX: "# Annex B: Acronyms\nMARAC - Multi-Agency Risk Assessment Conference\n\n"
            "IMR - Individual Management Review\n\nCSP - Community Safety Partnership",
        }
    )
    expect(submission, "report-glossary", stage=Stage.SUBMISSION).passes(page=2)


@pytest.mark.parametrize(
    ("text", "rising", "ordered"),
    [
        ("In 2010 police came. In May 2011 she left. In 2012 he rang.", 3, True),
        ("In 2012 police came. In 2011 she left. In 2010 he rang.", 1, False),
        (
            "2015\n\nIn January police came. In April she left.\n\n2016\n\nIn March he rang.",
            5,
            True,
        ),
        ("The Act of 2004 applies. The panel met in May 2019.", 0, True),
    ],
)
def test_dates_are_told_in_order(text: str, rising: int, ordered: bool) -> None:
    passage = review({REPORT: text}).passage((REPORT,))
    told = told_in_order(passage, Span(0, len(passage.text)), compile_phrases(("the panel", "Act")))
    assert (told.rising, told.ordered) == (rising, ordered)
