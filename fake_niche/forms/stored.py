"""From the inputs of one control to what is stored; each kind checks its own shape."""

from collections.abc import Sequence
from datetime import time
from typing import Any

from fake_niche.forms import dates
from fake_niche.forms.controls import (
    ChoiceControl,
    Control,
    DateBoxes,
    DateControl,
    TextControl,
    Tick,
    TypeAhead,
)
from fake_niche.forms.inputs import Answers, as_text, recorded
from fake_niche.forms.option_sets import OptionSets

Given = Sequence[Sequence[str]]  # the values of each input of a control


class NotTakenError(ValueError):
    """What was given has not the shape that the control asks; the message tells the person."""


def changes(
    options: OptionSets, control: Control, given: Given, before: Answers
) -> dict[str, str | list[str]]:
    """The canonical keys to set for what was given; none when the answer is to be kept.

    A blank control whose recorded answer it cannot show (an option of another version) keeps it.

    Raises:
        NotTakenError: the value has not the shape of the control.
    """
    if isinstance(control, TypeAhead):
        return _type_ahead(options, control, given)
    if isinstance(control, DateBoxes):
        return {control.keys[0]: _boxes([box[0].strip() if box else "" for box in given])}
    values = [v for v in (v.replace("\r\n", "\n").strip() for v in given[0]) if v]
    if isinstance(control, ChoiceControl | Tick):
        kept = not values and _unshowable(options, control, before)
        return {} if kept else {control.keys[0]: _chosen(options, control, values)}
    return _texts(control, _shaped(options, control, next(iter(values), "")), before)


def _shaped(options: OptionSets, control: Control, text: str) -> str:
    if isinstance(control, DateControl):
        shape = control.format or options.form.dates
        try:
            return dates.iso_of(text, shape)
        except ValueError as error:
            wanted = "DD/MM/YYYY" if shape == "native" else shape
            raise NotTakenError(f"must be a date, {wanted}") from error
    if isinstance(control, TextControl) and text:
        _check_text(control, text)
    return text


def _check_text(control: TextControl, text: str) -> None:
    if control.max_length and len(text) > control.max_length:
        raise NotTakenError(f"must have at most {control.max_length} characters")
    if control.kind == "time":
        _check_time(text)
    if control.kind == "number":
        _check_number(control, text)


def _check_time(text: str) -> None:
    try:
        time.fromisoformat(text)
    except ValueError as error:
        raise NotTakenError("must be a time, HH:MM") from error


def _check_number(control: TextControl, text: str) -> None:
    if not text.isdecimal():
        raise NotTakenError("must be a whole number")
    least = 0 if control.min is None else control.min
    if int(text) < least or (control.max is not None and int(text) > control.max):
        raise NotTakenError(f"must be from {least} to {control.max}")


def _boxes(boxes: list[str]) -> str:
    try:
        return dates.iso_of_boxes(*boxes)
    except ValueError as error:
        raise NotTakenError("must be a date: day, month and year") from error


def _chosen(
    options: OptionSets, control: ChoiceControl | Tick, values: list[str]
) -> str | list[str]:
    if isinstance(control, Tick):
        return control.on if values else control.off
    stored = [options.of(control).stored_for(value) for value in values]
    chosen = [answer for answer in stored if answer is not None]
    if len(chosen) < len(stored):
        raise NotTakenError("must be one of the choices")
    return chosen if control.kind == "checkboxes" else next(iter(chosen), "")


def _type_ahead(
    options: OptionSets, control: TypeAhead, given: Given
) -> dict[str, str | list[str]]:
    chosen, typed = ((list(values) or [""])[0].strip() for values in given)
    stored = options.of(control).stored_for(chosen)
    if stored is None:
        raise NotTakenError("must be chosen from the list")
    if not chosen and typed:
        stored = control.unlisted
    keep_text = {control.text_answers: "" if chosen else typed} if control.text_answers else {}
    return {control.keys[0]: stored, **keep_text}


def _texts(control: Control, text: str, before: Answers) -> dict[str, str | list[str]]:
    """One answer; or several, or one part, parted by the control's separator."""
    if control.part:
        key, at = control.keys[0], control.part.take - 1
        parts = as_text(before.get(key)).split(control.separator, control.part.of - 1)
        parts += [""] * (control.part.of - len(parts))
        parts[at] = text
        while parts and not parts[-1]:
            parts.pop()
        return {key: control.separator.join(parts)}
    if len(control.keys) == 1:
        return {control.keys[0]: text}
    pieces = text.split(control.separator, len(control.keys) - 1)
    pieces += [""] * (len(control.keys) - len(pieces))
    return dict(zip(control.keys, pieces, strict=True))


def _unshowable(options: OptionSets, control: ChoiceControl | Tick, before: Answers) -> bool:
    was = [value for value in recorded(control, before, {}) if value]
    if isinstance(control, Tick):
        return bool(was) and was[0] not in (control.on, control.off)
    return any(options.of(control).value_for(value) is None for value in was)


def is_blank(answer: Any) -> bool:  # noqa: ANN401 - an answer is text, a list or nothing
    """Whether nothing was answered."""
    return not any(answer) if isinstance(answer, list) else not as_text(answer)
