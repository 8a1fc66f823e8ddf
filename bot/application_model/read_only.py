"""Kinds that a person only reads, and the words that a version has for what the processes know."""

from bot.application_model.kinds import Bound, ControlState, Kind, Move, Stroke


def meaning(bound: Bound) -> str:
    """What the processes know the value as, where this version has a word of its own for it."""
    return bound.pins.means.get(bound.node.value, bound.node.value)


def version_word(bound: Bound, known: str) -> str:
    """This version's word for what the processes know: the reverse of ``meaning``."""
    return next((word for word, means in bound.pins.means.items() if means == known), known)


class ReadOnly(Kind):
    """What a person cannot write to."""

    def moves(self, bound: Bound, wanted: str) -> list[Move]:
        """Never.

        Raises:
            TypeError: always.
        """
        del wanted
        raise TypeError(f"{bound.pins.label!r} cannot be written to")

    def strokes(self, move: Move, state: ControlState) -> list[Stroke]:
        """Nothing."""
        del move, state
        return []


class Output(ReadOnly):
    """A value that the page shows; one that this version calls otherwise has its pinned meaning."""

    page_kinds = frozenset({"output"})

    def value(self, bound: Bound) -> str:
        """What the processes know the value as."""
        return meaning(bound)


class Button(ReadOnly):
    """A button; its value is its name."""

    page_kinds = frozenset({"button"})


class Link(ReadOnly):
    """A link; its value is its name."""

    page_kinds = frozenset({"link"})


class Joined(ReadOnly):
    """A text in several boxes, joined to one; it is read, never written to."""

    page_kinds = frozenset({"text", "textarea"})

    def value(self, bound: Bound) -> str:
        """The boxes' texts in the model's order, those that hold any."""
        texts = (bound.parts[part].value.strip() for part in bound.pins.parts)
        return bound.pins.separator.join(text for text in texts if text)

    def text(self, bound: Bound) -> str:
        """As the value."""
        return self.value(bound)
