"""Which element of a changed page is which element of the old one: a proposal, never a read.

The matcher works on plain attribute lists, so that it can be measured on anybody's data::

    from bot.forms.match import match

    (found,) = match([{"tag": "input", "name": "dob", "visible_text": ""}], candidates)
    if found.candidate is None: ...     # missing
    elif found.is_auto_safe: ...        # may be written into a model offline, still to be approved
    else: ...                           # a person decides; found.confidence says how sure we are

How: each attribute that both sides have is compared and gives a *level* (the same, near, other). What
a level is worth is a ratio: how often the same element shows it after a change (rates published for
web pages over months and years), against how often it shows among the candidates by chance, counted
on this very page. So a text that stands on the page once weighs much, one on every row little. An
optimal one-to-one assignment with room for *missing* follows. Auto-safe is no threshold on the
confidence: it is a list of conditions (:mod:`bot.forms.match.safety`).

Nothing here is on the path of a running session: there, identity is proved or nothing is read.
"""

from bot.forms.match.assigning import Match, match
from bot.forms.match.attributes import Attributes

__all__ = ["Attributes", "Match", "match"]
