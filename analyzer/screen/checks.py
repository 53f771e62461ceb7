"""Each signal, alert and guard as a card: its answer and numbers, what it needs, its deals, the act that shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from types import MappingProxyType

import streamlit as st

from analyzer import figures
from analyzer.advice import Answer, Assessment, Check
from analyzer.advice.rules import RULES, Page, Rule
from analyzer.message import Message
from analyzer.model import GAUGE_ROLES, LOW_LAYERS, OPEN_LAYERS, Query, Role, Selection
from analyzer.screen import address, assessments, deals, looping, verdicts
from analyzer.screen.frame import Here
from analyzer.screen.plain import sentence
from analyzer.screen.thresholds import THRESHOLDS, UNITS, Threshold
from analyzer.settings import Settings

HIGH = (LOW_LAYERS[-1] + 1, OPEN_LAYERS[-1])
FOCUS = "focus"
SETTINGS_PAGE, TARGETS_PAGE = "pages/data/settings.py", "pages/story/gauges.py"
DECIDING = ("S1", "S2")
ASKING_FIRST: Mapping[Answer, int] = MappingProxyType({"yes": 0, "not_enough_data": 1, "no": 2})

ACTS: Mapping[Page, tuple[str, Message, str]] = MappingProxyType(
    {
        "gauges": ("pages/story/gauges.py", Message("See it on the gauges"), "🧭"),
        "waterfall": ("pages/story/waterfall.py", Message("See it in the waterfall"), "📊"),
        "week_over_week": ("pages/story/week_over_week.py", Message("See it week over week"), "🔀"),
        "products": ("pages/story/products.py", Message("See it by product"), "🚦"),
        "health": ("pages/decide/health.py", Message("See it on health"), "🩺"),
    }
)

Deals = Callable[[Selection, Settings, Check], Query]


def _layers(first: int, last: int) -> Deals:
    return lambda selection, settings, check: figures.deals(selection, layer_from=first, layer_to=last, kind="open")


def _at_the_top(selection: Selection, settings: Settings, check: Check) -> Query:
    return figures.deals(selection, layer_from=1, layer_to=settings.top_layer, kind="open")


def _of_the_stage(selection: Selection, settings: Settings, check: Check) -> Query:
    return figures.deals(selection, stage=str(check.evidence.get("stage")), kind="open")


DEALS: Mapping[str, tuple[Message, Deals]] = MappingProxyType(
    {
        "S1": (Message("The deals at the top of the funnel"), _at_the_top),
        "S2": (Message("The deals of layers 1 to 3"), _layers(LOW_LAYERS[0], LOW_LAYERS[-1])),
        "H1": (Message("The deals of layer 1"), _layers(1, 1)),
        "H2": (Message("The deals of layer 2"), _layers(2, 2)),
        "A1": (Message("The stalled deals"), lambda one, settings, check: figures.stalled_deals(one, settings)),
        "A2": (Message("The deals of layers 4 and above"), _layers(*HIGH)),
        "A3": (Message("The deals of that stage"), _of_the_stage),
        "G1": (Message("The deals of layers 4 and above"), _layers(*HIGH)),
    }
)


def draw(here: Here, selection: Selection, role: Role | None, assessment: Assessment) -> None:
    """The signals that decide, the alerts, those that hold first, then the guards.

    selection: narrowed to the member of ``role`` whom the assessment is of; None for the whole selection.
    """
    st.subheader(here.text("What it stands on"), anchor=False)
    for check in in_order(assessment.checks):
        _card(here, selection, role, check)
    st.subheader(here.text("What stands in the way of a wrong decision"), anchor=False)
    for check in in_order(assessment.guards):
        _card(here, selection, role, check)
    st.page_link(SETTINGS_PAGE, label=here.text("Change the thresholds"), icon="⚙️")


def in_order(found: Iterable[Check]) -> list[Check]:
    """The signals that decide the verdict, then what asks for a look, what cannot be told, and what is in order."""
    return sorted(found, key=lambda check: (check.id not in DECIDING, ASKING_FIRST[check.answer]))


def lacks_target(check: Check) -> bool:
    """Whether the answer cannot be told because no target is set."""
    held = check.evidence.get("target", check.evidence.get("required", 0))
    return check.answer == "not_enough_data" and held is None


def _card(here: Here, selection: Selection, role: Role | None, check: Check) -> None:
    rule = next(rule for rule in RULES if rule.id == check.id)
    with st.container(border=True, gap="xsmall"):
        head, said, link = st.columns([2.2, 6, 2.2], vertical_alignment="center")
        with head:
            st.markdown(f"**{rule.id} {sentence(here.language, rule.title)}**  \n{_badge(here, check)}")
        with said:
            st.markdown(sentence(here.language, check.said))
            st.caption(sentence(here.language, _says(here, rule, check)), help=_thresholds(here, rule))
        with link:
            _see(here, role, rule, check)
            if lacks_target(check):
                st.page_link(TARGETS_PAGE, label=here.text("Set the targets"), icon="🎯")
        _behind(here, selection, rule, check)


def _badge(here: Here, check: Check) -> str:
    _, color, _ = verdicts.ANSWERS[check.answer]
    return f":{color}-badge[{verdicts.answer_word(check.answer, here.language)}]"


def _says(here: Here, rule: Rule, check: Check) -> Message:
    """What to do when the rule holds, and its sample; or what it needs."""
    if check.answer == "not_enough_data":
        return Message("Not enough data: needs {needs}.", needs=list(check.needs))
    judged = int(str(check.evidence.get("n") or 0))
    if not judged and check.answer == "no":
        return Message("It would say: {says}.", says=rule.says)
    sample = here.language.plural("{n} deal", "{n} deals", judged)
    if check.answer == "yes":
        return Message("It says: {says}. Judged on {sample}.", says=rule.says, sample=sample)
    return Message("It would say: {says}. Judged on {sample}.", says=rule.says, sample=sample)


def _thresholds(here: Here, rule: Rule) -> str:
    """The thresholds of the rule as they are set now, one a line."""
    return "\n".join(f"- {_said(here, threshold)}" for threshold in THRESHOLDS if threshold.name in rule.thresholds)


def _said(here: Here, threshold: Threshold) -> str:
    unit, value = UNITS[threshold.unit], threshold.typed(here.settings)
    return sentence(
        here.language, Message("{label}: {value} {unit}", label=threshold.label, value=value, unit=unit)
    )  # fmt: skip


def _see(here: Here, role: Role | None, rule: Rule, check: Check) -> None:
    """The way to the act that shows it, with the member and the stage chosen there."""
    page, label, icon = ACTS[rule.page]
    pressed = st.button(
        sentence(here.language, label), icon=icon, key=f"see_{rule.id}", type="tertiary",
        on_click=partial(_choose, role, check),
    )  # fmt: skip
    if pressed:
        st.switch_page(page)


def _choose(role: Role | None, check: Check) -> None:
    if role and check.member:
        address.choose(role, [check.member])
        address.choose("table_role", role)
        if role in GAUGE_ROLES:
            address.choose("gauge_role", role)
    if stage := check.evidence.get("stage"):
        address.choose(FOCUS, str(stage))


def _behind(here: Here, selection: Selection, rule: Rule, check: Check) -> None:
    """The deals, asked for and drawn when the panel is opened."""
    if rule.id == "A3" and not check.evidence.get("stage"):
        return
    title, query = DEALS.get(rule.id, (Message("The hard deals"), None))
    with st.expander(here.language.say(title), key=f"deals_of_{rule.id}", type="compact", on_change="rerun") as panel:
        if not panel.open:
            return
        if rule.id == "S2":
            looping.table(here, selection)
        asked = (
            query(selection, here.settings, check)
            if query
            else figures.hard_deals(selection, here.settings, assessments.difficulty(here))
        )
        deals.table(here, asked, f"rule_{rule.id}")
