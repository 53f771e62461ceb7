"""H2: deals wait too long in layer 2."""

from __future__ import annotations

from analyzer.advice.answers import Answer, Check
from analyzer.advice.compare import is_more
from analyzer.advice.inputs import CONTACT, Inputs
from analyzer.advice.rules.days import whole_days
from analyzer.advice.rules.rule import Rule
from analyzer.message import Message
from analyzer.settings import Settings


def ask(inputs: Inputs, settings: Settings) -> Check:
    """Yes when the mean dwell in layer 2 is above the benchmark; a least dwell can say yes, not no (as in S2)."""
    contact, benchmark = inputs.open_in([CONTACT]), inputs.benchmark
    answer = _answer(inputs, settings)
    return Check(
        "H2",
        inputs.member,
        answer,
        _said(inputs, settings),
        {
            "mean_days": contact.mean_days if contact.known else None,
            "benchmark_days": benchmark.days if benchmark else None,
            "completed_stays": benchmark.stays if benchmark else None,
            "n": contact.known,
            "dated": contact.dated,
        },
        _needs(inputs, settings) if answer == "not_enough_data" else (),
    )


def _answer(inputs: Inputs, settings: Settings) -> Answer:
    contact, benchmark = inputs.open_in([CONTACT]), inputs.benchmark
    if benchmark is None or contact.known < settings.few_dwells:
        return "not_enough_data"
    if is_more(contact.least_mean_days, benchmark.days):
        return "yes"
    at_most = contact.mean_days if contact.dated == contact.count else contact.mean_days_at_most
    return "not_enough_data" if at_most is None or is_more(at_most, benchmark.days) else "no"


def _said(inputs: Inputs, settings: Settings) -> Message:
    contact, benchmark = inputs.open_in([CONTACT]), inputs.benchmark
    if contact.count < settings.few_dwells:
        return Message("Layer 2 holds too few open deals: {n}.", n=contact.count)
    if contact.known < settings.few_dwells:
        return Message(
            "It is not known of {n} of the {all} open deals of layer 2 how long they have been there.",
            n=contact.unknown,
            all=contact.count,
        )
    values = {"n": contact.known, "days": whole_days(contact.mean_days)}
    if benchmark is not None and contact.dated < contact.count and _answer(inputs, settings) == "no":
        return Message(
            "The {n} open deals of layer 2 have been there for at most {days} days on average, as that is how old they "
            "are; the benchmark is {benchmark} days.",
            n=contact.count,
            days=whole_days(contact.mean_days_at_most or 0.0),
            benchmark=whole_days(benchmark.days),
        )
    if not contact.dated and not contact.mean_days:
        return Message("Since when the {n} open deals of layer 2 have been there is not known.", n=contact.count)
    if benchmark is None:
        return Message(
            "The {n} open deals of layer 2 have been there for {days} days on average, and there is no benchmark.",
            **values,
        )
    values["benchmark"] = whole_days(benchmark.days)
    if benchmark.stays is None:
        return Message(
            "The {n} open deals of layer 2 have been there for {days} days on average; the benchmark is {benchmark} "
            "days.",
            **values,
        )
    return Message(
        "The {n} open deals of layer 2 have been there for {days} days on average; earlier deals stayed {benchmark} "
        "days in the middle.",
        **values,
    )


def _needs(inputs: Inputs, settings: Settings) -> tuple[Message, ...]:
    contact = inputs.open_in([CONTACT])
    if CONTACT not in inputs.layers:
        return (Message("a stage in layer {layer}", layer=CONTACT),)
    if contact.count < settings.few_dwells:
        return (Message("at least {few} open deals in layer 2", few=settings.few_dwells),)
    if inputs.benchmark is None:
        return (Message("a benchmark for layer 2 in the settings, or deals that have passed it"),)
    return (Message("the days on which {n} deals entered their stage", n=contact.count - contact.dated),)


RULE = Rule("H2", Message("Slow contact"), Message("Leans to pushing"), "health", ("few_dwells",))
