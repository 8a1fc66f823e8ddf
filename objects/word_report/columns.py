"""How wide the columns of a table are: as asked for, or by what stands in them."""

from collections.abc import Sequence

_PADDING_CM = 0.37
_WIDE_CM, _NARROW_CM = 0.185, 0.158  # of a digit or capital, and of any other letter, at 9 points
_LONGEST_WORD_CM = 3.2
_LONG_TEXT_CM = 14.0


def column_widths(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    asked_cm: Sequence[float],
    total_cm: float,
) -> tuple[float, ...]:
    """Give widths in cm that fill ``total_cm``; no usual word is broken where there is room.

    Args:
        columns: the headings.
        rows: the texts.
        asked_cm: how wide they are beside each other; empty means by what stands in them.
        total_cm: the width of the text on the page.
    """
    texts = [[heading, *(row[at] for row in rows)] for at, heading in enumerate(columns)]
    least = [_longest_word_cm(column) for column in texts]
    spare = total_cm - sum(least)
    if spare <= 0:
        return _scaled(least, total_cm)
    wanted = _scaled(asked_cm, total_cm) if asked_cm else [_text_cm(column) for column in texts]
    wish = [max(0.1, want - own) for want, own in zip(wanted, least, strict=True)]
    return tuple(own + spare * part / sum(wish) for own, part in zip(least, wish, strict=True))


def _scaled(widths: Sequence[float], total_cm: float) -> tuple[float, ...]:
    factor = total_cm / sum(widths)
    return tuple(width * factor for width in widths)


def _longest_word_cm(texts: Sequence[str]) -> float:
    words = [word for text in texts for word in text.split()]
    return _PADDING_CM + min(_LONGEST_WORD_CM, max(map(_drawn_cm, words), default=0.0))


def _text_cm(texts: Sequence[str]) -> float:
    return _PADDING_CM + min(_LONG_TEXT_CM, max(map(_drawn_cm, texts)))


def _drawn_cm(text: str) -> float:
    return sum(_WIDE_CM if char.isdigit() or char.isupper() else _NARROW_CM for char in text)
