"""What a report and its release copy agree on: styles, tags and words that redaction looks for.

The object that writes reports imports this, so both sides have one spelling.
"""

import calendar
import re
from datetime import date

STYLE_MARKING = "Marking"
STYLE_HANDLING = "Handling"
STYLE_DRAFT = "DraftLine"
DRAFT_WORD = "DRAFT"  # in that line; a cover sheet says otherwise there
STYLE_ITEM_NUMBER = "ItemNumber"
STYLE_LEFT_OUT = "LeftOut"
STYLE_BLOCK_LABEL = "BlockLabel"
"""Ids of the styles, as Word keeps them; their names on the ribbon have spaces."""

ITEM_COUNT = "mash-items"
"""The document variable that says how many items a report was written with."""

WORDS_LEFT_OUT = "[words left out]"

_TAG = re.compile(r"item-([1-9][0-9]{0,5})")


def item_tag(number: int) -> str:
    """The tag of the content control that holds an item's number."""
    return f"item-{number}"


def item_of_tag(tag: str) -> int | None:
    """The item's number; None for the tag of another content control."""
    found = _TAG.fullmatch(tag)
    return int(found[1]) if found else None


def item_left_out(number: int) -> str:
    """What stands in the place of an item."""
    return f"[item {number} left out]"


def release_line(day: date) -> str:
    """What replaces the draft line."""
    return f"RELEASE COPY – {day.day} {calendar.month_name[day.month]} {day.year}"
