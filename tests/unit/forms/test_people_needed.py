"""How many people must approve a form: whoever writes the model does not decide that alone."""

import pytest

from bot.application_model import Approvals, ModelLibrary, ScreenModel
from bot.forms.approve import people_needed
from tests.unit.application_model.pages import a_model, a_page, approved, element

WHO = ("Grid - Children / School", "Text - Title")


def version(form: str, *who: str, **elements: object) -> ScreenModel:
    return a_model(**elements).model_copy(update={"form": form, "two_people": who})


def needed(new: ScreenModel, *before: ScreenModel) -> int:
    rows = [row for model in before for row in approved(model, a_page())]
    return people_needed(new, ModelLibrary.of(*before, new), Approvals(tuple(rows)))


RENAMED = {"Text - Title": element("text", "Title", "heading", hint="At most 120", required=True)}
OTHERWISE = {"Output - Due": element("output", "Due by", "due", shape="date")}


def test_one_is_enough_where_all_that_counts_is_found_as_before() -> None:
    assert needed(version("v2", *WHO, **OTHERWISE), version("v1", *WHO)) == 1


def test_two_where_it_is_found_in_another_way_or_for_the_first_time() -> None:
    assert needed(version("v2", *WHO, **RENAMED), version("v1", *WHO)) == 2
    assert needed(version("v1", *WHO)) == 2


@pytest.mark.parametrize("own", [(), ("Grid - Children / School",)])
def test_a_new_model_cannot_take_a_name_off_the_list(own: tuple[str, ...]) -> None:
    assert needed(version("v2", *own, **RENAMED), version("v1", *WHO)) == 2


def test_what_is_gone_from_the_form_counts_as_found_in_another_way() -> None:
    assert needed(version("v2", *WHO, **{"Text - Title": None}), version("v1", *WHO)) == 2


@pytest.mark.parametrize("name", ["Grid - Childern / School", "Text - Titel"])
def test_a_name_that_is_no_element_is_an_error(name: str) -> None:
    with pytest.raises(ValueError, match=f"two_people: '{name}' is no element of it; fix:"):
        needed(version("v2", name), version("v1", *WHO))


def test_a_screen_on_which_nobody_is_found_needs_one() -> None:
    assert needed(version("v1")) == 1
