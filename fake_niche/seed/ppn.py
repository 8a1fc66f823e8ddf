"""The answers of a PPN (version 1) as an officer would have filled them in.

The texts speak of no child, parent or family, so that a notice without children contradicts itself
only where a scenario wants it. Each text holds a word that stands nowhere else.
"""

from datetime import date
from typing import Any

from fake_niche.seed.mint import Mint
from fake_niche.seed.people import Human
from fake_niche.seed.rows import Row

Answers = dict[str, Any]
DASH_QUESTIONS = 27
_ABOUT_CHILDREN = (7, 9, 18)  # left at No, so that only a scenario speaks of a child
_TEXTS = {
    "narrative": "Neighbour reported raised voices. Both were spoken to apart. Video {}.",
    "home_conditions": "Rooms tidy and warm. Sketch {}.",
    "care_concerns": "Nothing seen on this visit. Note {}.",
    "dash_rationale": "Officer's judgement on the answers given. Sheet {}.",
    "safeguarding_detail": "Advice given and doors checked. Card {}.",
    "consent_reason": "Sharing explained at the scene. Entry {}.",
    "csc_reference": "{}",
    "station": "Desk {}",
}
_VOICES = (
    "I stayed in my room with my toy {} until it went quiet.",
    "I heard shouting and put the radio on. {} is my best place to hide.",
    "I was scared but I am okay now. I like playing {}.",
    "It was loud. I want to go back to my club, it is called {}.",
)


def texts(mint: Mint) -> tuple[Answers, list[str]]:
    """The free texts of a notice, and the words in them that stand nowhere else."""
    words = {key: mint.coin("word").lower() for key in _TEXTS}
    return {key: _TEXTS[key].format(word) for key, word in words.items()}, list(words.values())


def voice(mint: Mint, number: int) -> tuple[str, str]:
    """What a child said, and the word in it that stands nowhere else."""
    word = mint.coin("word").lower()
    return _VOICES[number % len(_VOICES)].format(word), word


def report_details(kinds: tuple[str, ...], started: tuple[date, str], place: Row) -> Answers:
    """Section A."""
    day, clock = started
    return {
        "ppn_types": list(kinds),
        "incident_start": day.isoformat(),
        "incident_time": clock,
        "incident_place": f"{place['line']}, {place['town']}",
        "incident_postcode": place["postcode"],
        "reported_on": day.isoformat(),
        "reporting_officer": "PC Officer One",
        "collar_number": "99001",
        "attended": "Yes",
    }


def subject(human: Human, role: str) -> Answers:
    """Section B."""
    return {
        "subject_person": human.id,
        "subject_surname": human.surname,
        "subject_forenames": human.forename,
        "subject_born": human.born,
        "subject_sex": human.row["sex"],
        "subject_role": role,
        "subject_address": f"{human.home['line']}, {human.home['town']}",
        "subject_postcode": human.home["postcode"],
        "subject_telephone": human.row["telephone"],
        "subject_language": "English",
        "subject_ethnicity": "Not stated",
        "subject_pregnant": "No",
        "interpreter": "No",
        "interpreter_language": "",
    }


def other_person(human: Human, role: str, relation: str) -> Answers:
    """A row of section C."""
    return {
        "person": human.id,
        "surname": human.surname,
        "forenames": human.forename,
        "born": human.born,
        "role": role,
        "relation_to_subject": relation,
        "telephone": human.row["telephone"],
    }


def child_row(human: Human, school: str, year: str) -> Answers:
    """A row of section D: a child of the victim who lives in the household and was there."""
    return {
        "person": human.id,
        "surname": human.surname,
        "forename": human.forename,
        "born": human.born,
        "sex": human.row["sex"],
        "relation_victim": "Child",
        "relation_suspect": "Stepchild",
        "present": "Yes",
        "resident": "Yes",
        "seen": "Yes",
        "spoken": "Yes",
        "school": school,
        "school_other": "",
        "year": year,
        "injured": "No",
        "social_worker": "",
    }


def risk(ticks: int) -> Answers:
    """Section H with that many questions answered yes."""
    asked = range(1, DASH_QUESTIONS + 1)
    yes = [n for n in asked if n not in _ABOUT_CHILDREN][:ticks]
    answers: Answers = {f"dash_{n}": "Yes" if n in yes else "No" for n in asked}
    grade = "High" if ticks >= 14 else "Medium" if ticks >= 7 else "Standard"  # noqa: PLR2004
    return {**answers, "dash_ticks": str(ticks), "dash_grade": grade}


def rest() -> Answers:
    """What sections D to L hold when nothing is remarkable and no child is recorded."""
    return {
        "children_present": "No",
        "unborn": "No",
        "children": [],
        "voice": "",
        "spoken_alone": "",
        "not_spoken_reason": "",
        "new_disclosure": "",
        "food": "Yes",
        "heating": "Yes",
        "bedding": "Yes",
        "pets": "",
        "alcohol": "No",
        "drugs": "No",
        "safeguarding_done": ["Support service told"],
        "csc_told": "No",
        "ambulance": "No",
        "safeguarding_by": "PC Officer One",
        "consent": "Yes",
        "sharing_refused": "No",
        "operational_hold": "",
        "hold_contact": "",
        "reviewed_by": "",
        "reviewed_on": "",
        "review_comment": "",
        "triage": "",
        "encompass_status": "",
        "endeavour_status": "",
        "mash_note": "",
    }
