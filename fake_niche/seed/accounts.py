"""The units, the users and their synthetic passwords."""

from fake_niche import models
from fake_niche.security.passwords import hash_password
from fake_niche.seed.mint import Mint
from fake_niche.seed.places import LPAS
from fake_niche.seed.world import World

UNITS = (
    ("HUB", "Solmere MASH", "hub"),
    ("MASH-PPN", "MASH - PPN", "queue"),
    ("MASH-ENC", "MASH - Encompass", "queue"),
    ("MASH-ROBOT", "MASH - Robot", "queue"),
    ("MASH-CSC", "MASH - CSC requests", "queue"),
    ("MASH-MARAC", "MASH - MARAC", "queue"),
    ("DPU", "Data Protection Unit", "team"),
    ("RESTR", "Professional Standards", "team"),
    ("TEAM-1", "Response Team One", "team"),
    ("TEAM-2", "Response Team Two", "team"),
    *((code, f"{name} LPA", "lpa") for code, name in LPAS.items()),
)
USERS = (
    ("robot.mash", "MASH Robot", "robot", "HUB"),
    ("admin", "Niche Administrator", "admin", "HUB"),
    ("coord1", "Coordinator One", "coordinator", "HUB"),
    ("super1", "Supervisor One", "supervisor", "TEAM-1"),
    ("officer1", "Officer One", "officer", "TEAM-1"),
    ("officer2", "Officer Two", "officer", "TEAM-1"),
    ("officer3", "Officer Three", "officer", "TEAM-2"),
    ("support1", "Support Officer One", "support", "HUB"),
    ("coord2", "Coordinator Two", "coordinator", "HUB"),
)


def open_accounts(world: World, seed: int) -> dict[str, dict[str, str]]:
    """Adds units and users; returns their passwords as ``accounts.yaml`` holds them."""
    for code, name, kind in UNITS:
        world.rows.add(models.OrgUnit, code=code, name=name, kind=kind)
    mint = Mint(seed + 1)
    accounts = {}
    for user, name, role, unit in USERS:
        password = "-".join(mint.coin("word") for _ in range(3))
        world.rows.add(
            models.User,
            id=user,
            name=name,
            role=role,
            unit_code=unit,
            password_hash=hash_password(password),
            password_changed=world.calendar.before(10, "09:00").iso,
        )
        accounts[user] = {"password": password}
    return accounts
