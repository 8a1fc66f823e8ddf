"""Nothing in a pack could belong to a real person, and canaries stand in one place only."""

import re
from collections import Counter
from functools import cache

import pytest

from fake_niche import models
from fake_niche.seed.mint import TELEPHONES, Mint
from fake_niche.seed.names import SURNAMES, TRICKY_SURNAMES
from fake_niche.seed.world import World
from tests.unit.seed.worlds import with_tasks

DRAMA = re.compile(r"020 7946 0\d{3}|07700 900\d{3}|01632 960\d{3}")
POSTCODE = re.compile(r"[QVX][A-Z]\d{1,2} \d[A-Z]{2}")
PACKS = pytest.mark.parametrize("size", [0, 300])


@cache
def a_pack(size: int) -> World:
    return with_tasks(size)


@PACKS
def test_telephones_are_of_the_drama_ranges(size: int) -> None:
    numbers = [p["telephone"] for p in a_pack(size).rows.of(models.Person) if p["telephone"]]
    assert numbers
    assert all(DRAMA.fullmatch(number) for number in numbers)


@PACKS
def test_postcode_areas_do_not_exist(size: int) -> None:
    codes = [a["postcode"] for a in a_pack(size).rows.of(models.Address)]
    assert codes
    assert all(POSTCODE.fullmatch(code) for code in codes)


@PACKS
def test_mailboxes_end_in_example(size: int) -> None:
    schools = a_pack(size).schools.all
    boxes = [c.dsl_mailbox + c.head_mailbox for s in schools for c in s.contacts]
    assert all(box.endswith(".example") for box in boxes if box)
    assert all(box.endswith(".example") for s in schools for box in s.allowed)


@PACKS
def test_occurrence_numbers_begin_with_99_and_the_year(size: int) -> None:
    for row in a_pack(size).rows.of(models.Occurrence):
        assert re.fullmatch(r"99\d{9}", row["number"])
        assert row["number"][2:4] == row["started"][2:4]


@PACKS
def test_addresses_postcodes_and_report_texts_stand_once(size: int) -> None:
    world = a_pack(size)
    reports = [r["data"] for r in world.rows.of(models.Report)]
    for column in ("line", "postcode"):
        _assert_unique([a[column] for a in world.rows.of(models.Address)])
    for text in ("narrative", "home_conditions", "care_concerns", "dash_rationale"):
        _assert_unique([data[text] for data in reports])
    _assert_unique([d["voice"] for d in reports if d["voice"] not in ("", "Not spoken to")])


@PACKS
def test_telephones_stand_once_while_there_are_enough(size: int) -> None:
    persons = a_pack(size).rows.of(models.Person)
    _assert_unique([p["telephone"] for p in persons if p["telephone"]])


NAMESAKES = 3  # two children of one name, P4.4 and P4.5


def test_a_forename_is_given_twice_only_where_the_scenario_is_two_of_one_name() -> None:
    persons = a_pack(0).rows.of(models.Person)
    names = Counter(p["forenames"] for p in persons)
    shared = [p for p in persons if names[p["forenames"]] > 1]
    pairs = Counter((p["forenames"], p["surname"]) for p in shared)
    assert list(pairs.values()) == [2] * NAMESAKES
    assert len({name for name, _ in pairs}) == NAMESAKES


def test_the_mint_repeats_no_word_of_80_000() -> None:
    mint = Mint(7)
    forenames = {mint.coin("forename") for _ in range(60_000)}
    assert len(forenames) == 60_000
    assert not forenames & {mint.coin("street") for _ in range(20_000)}


def test_telephones_come_round_only_after_all_of_the_ranges() -> None:
    mint = Mint(3)
    assert len({mint.telephone() for _ in range(TELEPHONES)}) == TELEPHONES


def test_no_person_has_a_number_of_the_force() -> None:
    mint = Mint(3)
    numbers = {mint.telephone() for _ in range(TELEPHONES)}
    assert not [number for number in numbers if re.match(r"01632 960[01]", number)]
    assert all(DRAMA.fullmatch(number) for number in numbers)


def test_surnames_with_apostrophe_hyphen_space_and_diacritic_are_among_the_names() -> None:
    assert all(any(sign in name for name in TRICKY_SURNAMES) for sign in "'- ü")
    assert len(set(SURNAMES)) == len(SURNAMES)


def test_no_name_of_a_person_is_in_the_name_of_a_school_unless_the_scenario_wants_it() -> None:
    world = a_pack(300)
    schools = " ".join(s.name for s in world.schools.all)
    persons = world.rows.of(models.Person)
    words = {"Will", "May", "Grace", "Hope", "Rose", "Summer", "Dawn", "Mark", "Faith", "Joy"}
    names = {p["forenames"] for p in persons} | {p["surname"] for p in persons}
    assert not [name for name in names - words - {""} if re.search(rf"\b{name}\b", schools)]


def _assert_unique(values: list[str]) -> None:
    assert values
    assert not [value for value, times in Counter(values).items() if times > 1]
