"""How far the data can be trusted: what is missing, what contradicts itself, what seems too good."""

from __future__ import annotations

from datetime import date

from analyzer.figures.figure_query import dated_scope, figure_query
from analyzer.model import Query, Role, Selection
from analyzer.settings import Settings

# What a few deals say of a blank value is weighed against as many deals of the common kind.
PRIOR_DEALS = 2
# Before any data.
LONG_AGO = date(1, 1, 1)


def completeness(selection: Selection, role: Role | None = None) -> Query:
    """One row per member ('' for all) and field, at the review snapshot.

    snapshot_date, member, field, deals (that should hold it: closed_on is for closed deals; expected_close, probability
    and stage_entered_on for open ones), deals_with (that do), share (0..1).
    """
    return _completeness(selection, selection.as_of, role)


def completeness_by_week(selection: Selection) -> Query:
    """`completeness` of all deals at every snapshot up to the review; fields of a deal's own as they are known now."""
    return _completeness(selection, LONG_AGO, None)


def _completeness(selection: Selection, since: date, role: Role | None) -> Query:
    return figure_query("completeness", {"since": since, "as_of": selection.as_of}, selection.scope(role))


def contradictions(selection: Selection, rule: str | None = None, at_most: int = 1000) -> Query:
    """One row per rule (of one or of all) and deal that breaks it at the review snapshot, the largest first.

    rule, opportunity_id, opportunity_name, customer, region, rep, from_stage (at the comparison snapshot), stage,
    layer, amount, probability, created_on, closed_on, expected_close, stage_entered_on, days_off (how far the dates
    are apart), deals_in_all and amount_in_all (of the rule), contradicting_deals (of all rules, each deal once).
    """
    parameters = {
        "as_of": selection.as_of,
        "compare_to": selection.compare_to,
        "rule": rule,
        "at_most": at_most,
    }
    return figure_query("contradictions", parameters, selection.scope())


def suggested_fills(selection: Selection, at_most: int = 1000) -> Query:
    """One row per deal and role (industry, region, product) that is blank at the review and can be guessed.

    role, opportunity_id, opportunity_name, customer, rep, region, product, stage, amount, member (the suggestion),
    evidence (same_customer, else similar_deals), votes (evidence deals with that member), evidence_deals, confidence
    (0..1: the share of votes, drawn towards how common the member is where the evidence is little), fills_in_all.
    The evidence is all deals as they are known now, whatever the selection. A deal without id, name and customer is
    left out: it could not be found again.
    """
    parameters = {"as_of": selection.as_of, "prior_deals": PRIOR_DEALS, "at_most": at_most}
    return figure_query("suggested_fills", parameters, selection.scope())


def own_records(selection: Selection, settings: Settings) -> Query:
    """One row per rep and stage with open amounts: what the rep's own won deals that stood there closed at.

    rep, stage, open_deals, open_amount, won_deals (the evidence), deals_missing (until there is enough to judge),
    median_ratio (won amount / amount at that stage), ratio_low, ratio_high (95% interval of it), usual_amount (median
    won amount); null without evidence.
    """
    parameters = {"as_of": selection.as_of, "few_won_deals": settings.few_won_deals}
    return figure_query("own_records", parameters, dated_scope(selection))


def inflated_amounts(selection: Selection, settings: Settings, at_most: int = 500) -> Query:
    """One row per open deal whose amount the rep's own record at that stage does not bear out, the largest first.

    opportunity_id, opportunity_name, customer, region, rep, stage, amount; the evidence as in `own_records`;
    usual_limit (what is beyond the usual), is_beyond_usual, is_usually_cut (such deals closed at less: the interval of
    the ratio lies below 1 by more than the deviation limit), deals_in_all, amount_in_all.
    """
    parameters = {
        "as_of": selection.as_of,
        "few_won_deals": settings.few_won_deals,
        "inflated_times": settings.inflated_times,
        "deviation_limit": settings.deviation_limit,
        "at_most": at_most,
    }
    return figure_query("inflated_amounts", parameters, dated_scope(selection))
