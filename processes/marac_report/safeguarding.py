"""Parts of the report for the MARAC: earlier cases, what protects, and the investigation."""

from objects.word_report import Facts, Paragraph, Part, Table
from processes.history_report.chronology import Chronology, shown_date, shown_name
from processes.history_report.texts import Texts
from processes.marac_report.facts import Case, EarlierCase, OrderFacts
from processes.marac_report.rules import is_confidential, today_of
from processes.shared.policy import Policy


def earlier(case: Case, chronology: Chronology, texts: Texts, policy: Policy) -> tuple[Part, ...]:
    """Earlier MARACs with dates, status and actions; of another area's only that there is one."""
    cases = case.background.earlier
    if not cases:
        return (Paragraph(texts.say("earlier_none")),)
    hides_area = is_confidential(case, policy)
    rows = tuple(_earlier_row(case, each, texts, hides_area=hides_area) for each in cases)
    columns = ("referred", "meeting", "who_part", "area", "status")
    table = Table(_columns(columns, texts), rows)
    actions = (part for each in cases for part in _actions(each, chronology, texts))
    return (table, *actions)


def done(case: Case, chronology: Chronology, texts: Texts) -> tuple[Part, ...]:
    """Markers, orders with their expiry, bail, IDVA, disclosure scheme."""
    marked = tuple(
        (shown_name(who, texts), "; ".join(who.flags) or texts.say("none"))
        for who in case.read.people
    )
    facts = tuple(
        (texts.say(label), chronology.screened(value).text or texts.say("not_recorded"))
        for label, value in (
            ("fact_idva", case.marac.idva),
            ("fact_disclosure_scheme", case.marac.disclosure_scheme),
        )
    )
    markers = Table(_columns(("name", "markers"), texts), marked)
    return (Facts(facts), markers, _orders(case, chronology, texts))


def investigation(case: Case, texts: Texts) -> tuple[Part, ...]:
    """Officer, status and next date of the case's own occurrence."""
    found = case.background.investigation
    if found is None:
        return (Paragraph(texts.say("not_recorded")),)
    rows = (
        ("fact_investigated", _joined(found.type, found.classification)),
        ("fact_status", _joined(found.status, found.disposal)),
        ("fact_officer", found.officer),
        ("fact_next", shown_date(found.next_date, texts)),
    )
    return (Facts(tuple((texts.say(label), value) for label, value in rows if value)),)


def _earlier_row(
    case: Case, each: EarlierCase, texts: Texts, *, hides_area: bool
) -> tuple[str, ...]:
    names = {who.person: shown_name(who, texts) for who in case.read.people}
    area = texts.say("withheld_address") if hides_area else each.area
    return (
        shown_date(each.referred_on, texts),
        shown_date(each.meeting_on, texts),
        "; ".join(f"{names[person]}: {role.lower()}" for person, role in each.parts),
        area or texts.say("not_recorded"),
        texts.say("earlier_not_held") if each.is_held_elsewhere else each.status,
    )


def _actions(each: EarlierCase, chronology: Chronology, texts: Texts) -> tuple[Part, ...]:
    if not each.actions:
        return ()
    rows = tuple(
        (
            chronology.screened(action.text).text,
            chronology.screened(action.owner).text,
            shown_date(action.due, texts),
            action.status,
        )
        for action in each.actions
    )
    said = texts.say("actions_of", referred=shown_date(each.referred_on, texts))
    return (Paragraph(said), Table(_columns(("action", "owner", "due", "status"), texts), rows))


def _orders(case: Case, chronology: Chronology, texts: Texts) -> Part:
    if not case.background.orders:
        return Paragraph(texts.say("no_orders"))
    rows = tuple(_order_row(case, order, chronology, texts) for order in case.background.orders)
    columns = ("order", "against", "protects", "from", "expires", "state", "detail")
    return Table(_columns(columns, texts), rows)


def _order_row(
    case: Case, order: OrderFacts, chronology: Chronology, texts: Texts
) -> tuple[str, ...]:
    names = {who.person: shown_name(who, texts) for who in case.read.people}
    another = texts.say("another_person")
    state = "order_expired" if order.has_expired(today_of(case)) else "order_in_force"
    return (
        order.kind,
        names.get(order.against, another),
        names.get(order.protects, another),
        shown_date(order.since, texts),
        shown_date(order.expires, texts),
        texts.say(state),
        chronology.screened(order.detail).text,
    )


def _joined(*parts: str) -> str:
    return " – ".join(filter(None, parts))


def _columns(names: tuple[str, ...], texts: Texts) -> tuple[str, ...]:
    return tuple(texts.say(f"column_{name}") for name in names)
