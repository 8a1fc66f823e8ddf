"""Web pages that drift as real ones do over years: made up, seeded, with the truth known."""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

Page = list[dict[str, object]]
_WORDS: Final = re.findall(
    r"\w+",
    "about account all basket books careers children contact country culture deals delivery economy "
    "events family film finance food gallery games gifts health help home jobs kids "
    "language law learn library local login map markets media money more music news "
    "offers opinion order partners people photos places press privacy products profile radio reviews "
    "sale school science search services share shop sign sport stories style support team "
    "tech terms today tools topics travel trends tv video weather week work world "
    "year",
)


@dataclass(frozen=True)
class Drift:
    """An old page, the same page later, and which element became which (None: removed)."""

    old: Page
    new: Page
    truth: tuple[int | None, ...]


def a_page(rng: random.Random) -> Page:
    """Navigation, cards of one design, a form, a footer that repeats part of the navigation."""
    site = "https://www." + rng.choice(_WORDS) + ".example"
    names = rng.sample(_WORDS, 9)
    page = [_link(rng, site, name, ("nav", place)) for place, name in enumerate(names)]
    for place in range(rng.randrange(6, 30)):
        title = " ".join(rng.choices(_WORDS, k=rng.randrange(2, 7)))
        page.append(_link(rng, site, title, ("main", place)))
        page.append(_link(rng, site, "Read more", ("more", place), title))
    page += [_box(rng, place) for place in range(rng.randrange(3, 9))]
    others = [word for word in _WORDS if word not in names]
    foot = [*rng.sample(names, 4), *rng.sample(others, 8)]
    return page + [_link(rng, site, name, ("footer", place)) for place, name in enumerate(foot)]


def drifted(rng: random.Random, page: Page, *, hard: float) -> Drift:
    """The page after a redesign: ``hard`` from 0 (hardly anything) to 1 (nearly everything)."""
    shift, wrapper = rng.randrange(0, 400), rng.random() < hard
    classes = {str(one["class"]): _token(rng) for one in page if rng.random() < hard}
    kept = [place for place in range(len(page)) if rng.random() > 0.12 * hard]
    if rng.random() < hard / 2:
        kept.sort(key=lambda place: (page[place]["group"] == "footer", rng.random()))
    later = [_later(rng, page[place], (shift, wrapper, classes, hard)) for place in kept]
    added = [dict(rng.choice(a_page(rng))) for _ in range(int(12 * hard))]
    spots = {place: at for at, place in enumerate(kept)}
    truth = tuple(spots.get(place) for place in range(len(page)))
    return Drift(_public(page), _public(later + added), truth)


def without(drift: Drift, place: int) -> Sequence[dict[str, object]]:
    """The new page without what old element ``place`` has become."""
    gone = drift.truth[place]
    return [one for at, one in enumerate(drift.new) if at != gone]


def _link(
    rng: random.Random, site: str, text: str, where: tuple[str, int], around: str = ""
) -> dict[str, object]:
    group, place = where
    wide, tall = (320, 90) if group == "main" else (60 + 5 * len(text), 20)
    across = group in ("nav", "footer")
    return {
        "tag": "A",
        "text": text,
        "visible_text": text,
        "class": f"{group}-link {_token(random.Random(group))}",
        "id": "",
        "name": "",
        "href": f"{site}/{'-'.join((around or text).split())}",
        "xpath": f"/html/body/div/{group}/ul/li/a",
        "idxpath": f"/html[1]/body[1]/div[2]/{group}[1]/ul[1]/li[{place + 1}]/a[1]",
        "x": 40 + (place * 90 if across else rng.choice((0, 350))),
        "y": {"nav": 30, "main": 200 + place * 110, "more": 270 + place * 110}.get(group, 3600),
        "width": wide,
        "height": tall,
        "neighbor_text": around or text,
        "group": group,
    }


def _box(rng: random.Random, place: int) -> dict[str, object]:
    name = "_".join(rng.sample(_WORDS, 2))
    return {
        "tag": "INPUT",
        "type": rng.choice(("text", "email", "checkbox", "submit")),
        "visible_text": "",
        "class": "field",
        "id": f"f-{name}" if rng.random() < 0.7 else "",
        "name": name,
        "xpath": "/html/body/div/form/p/input",
        "idxpath": f"/html[1]/body[1]/div[2]/form[1]/p[{place + 1}]/input[1]",
        "x": 60,
        "y": 3200 + 40 * place,
        "width": 240,
        "height": 28,
        "neighbor_text": name.replace("_", " "),
        "group": "form",
    }


def _later(
    rng: random.Random,
    one: dict[str, object],
    how: tuple[int, bool, dict[str, str], float],
) -> dict[str, object]:
    shift, wrapper, classes, hard = how
    new = dict(one)
    new["class"] = classes.get(str(one["class"]), one["class"])
    if wrapper:
        for path in ("xpath", "idxpath"):
            new[path] = str(new[path]).replace("/div", "/main/div", 1)
    if rng.random() < 0.5 * hard:
        new["idxpath"] = str(new["idxpath"]).replace("li[", f"li[{rng.randrange(1, 3)}")
    new["y"] = int(str(one["y"])) + shift + rng.randrange(-20, 20)
    new["x"] = int(str(one["x"])) + int(rng.gauss(0, 120 * hard))
    new["width"] = int(int(str(one["width"])) * rng.choice((1.0, 1.0, 1.2)))
    if rng.random() < 0.25 * hard:
        new["href"] = f"{one.get('href', '')}?from={_token(rng)}"
    if rng.random() < 0.10 * hard and one["visible_text"]:
        new["visible_text"] = new["text"] = f"{one['visible_text']} {rng.choice(_WORDS)}"
    if rng.random() < 0.15 * hard:
        new["id"] = _token(rng)
    if rng.random() < 0.5 * hard:
        new["neighbor_text"] = f"{one['neighbor_text']} {rng.choice(_WORDS)}"
    return new


def _token(rng: random.Random) -> str:
    return "".join(rng.choices("abcdefghijklmnop", k=6))


def _public(page: Page) -> Page:
    return [{name: value for name, value in one.items() if name != "group"} for one in page]
