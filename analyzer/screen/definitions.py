"""What each figure means, in words: the reader sees these beside the query that computes it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from analyzer.message import Message

DEFINITIONS: Mapping[str, Message] = MappingProxyType(
    {
        "gauges": Message(
            "The open amount in stage 4 (or stage 5) at the review snapshot, against what it must hold: a multiple of "
            "the target for the review quarter, 1.5 for stage 4 and 1.2 for stage 5 unless the settings say otherwise. "
            "Green from 100%, yellow from 60%, red below. Without a target there is no percentage and no light."
        ),
        "waterfall": Message(
            "The open deals at the review snapshot, stage by stage in your order, and their total. The pale bars are "
            "the comparison snapshot. Low is layers 1 to 3, high is layers 4 to 6. A deal without an amount counts, "
            "but adds nothing to the sum; where no deal has an amount, the shares are by number of deals."
        ),
        "transitions": Message(
            "Each deal by its stage at the comparison snapshot and at the review snapshot. New: not there before. "
            "Reopened: closed before, open now. Vanished: open before, not there now; it is never counted as lost. "
            "The amount is today's; for lost and vanished deals it is the earlier one. Deals that were closed both "
            "times are in no cell."
        ),
        "candles": Message(
            "For the focus stage, one candle between each two snapshots: it opens at the earlier amount and closes at "
            "the later one. The upper wick ends at the opening plus all that came in, the lower wick at the opening "
            "less all that went out: the body is the net change, the wicks are the traffic."
        ),
        "products": Message(
            "One row a member: its open deals by layer, the change since the comparison snapshot, and the deviation "
            "of stages 4 and 5 from what they must hold: (amount - required) / required. Green from 0, yellow above "
            "-15%, red at -15% and below unless the settings say otherwise; the row shows the worse of its two lights."
        ),
        "trend": Message("The open pipeline of each member at every snapshot up to the review."),
        "deals": Message(
            "The deals behind the figure at the review snapshot. Dwell is the number of days a deal has been in its "
            "present stage."
        ),
        "moved_deals": Message("The deals that were in one stage at the comparison snapshot and are in another now."),
        "completeness": Message(
            "Of the deals of the snapshot, the share that holds each field. A closing date is asked of closed deals "
            "only; an expected close, a probability and the day of the stage of open ones. An id that had to be made "
            "of the name and the customer is none. A deal of several lines holds a field when each line does."
        ),
        "contradictions": Message(
            "Each deal of the review snapshot held against each rule. High is layer 4 and above, open. A jump is a "
            "move up by more than one layer between two open stages since the comparison snapshot; where the data has "
            "the day the stage was entered, it counts when that is the day of the review or the day before."
        ),
        "suggested_fills": Message(
            "For a blank industry, region or product: what most of the same customer's other deals have; without any, "
            "what most deals of the same rep have, of the same region and product as far as these are known. "
            "Confidence is the share of those deals, drawn towards how common the value is as if two more deals of the "
            "common kind had been seen. The evidence is all deals, whatever the filters; a guess that was accepted is "
            "part of it from then on."
        ),
        "own_records": Message(
            "For each rep and stage, the deals that were won and stood at that stage in an earlier snapshot: the "
            "amount they were won at, in percent of the amount they had there last. The median, and the range in which "
            "it lies with 95% confidence. Fewer won deals than the settings ask for are not judged."
        ),
        "inflated_amounts": Message(
            "An open deal is listed when its amount is beyond the usual of the rep's won deals that stood at that "
            "stage: over twice their median, unless the settings say otherwise, and outside the range that holds "
            "nearly all of them (one and a half times the middle half beyond it, on a log scale). It is listed, too, "
            "when such deals surely closed at less: the whole 95% range of the median lies more than 15% below the "
            "amount."
        ),
        "won_by_day": Message(
            "The deals that are won at the review, by the day they were won: the closing day; without one the day they "
            "were expected to close, where that is past; else the day they entered the stage, or the first snapshot "
            "that had them won."
        ),
        "weighted_pipeline": Message(
            "The plain weighted pipeline: the amount of each open deal times its probability; without one, times the "
            "share won of the closed deals that stood in its layer. It falls due at the expected close; without one, a "
            "usual sales cycle after the deal was created."
        ),
        "arrivals": Message(
            "Between each two snapshots: the deals that no earlier snapshot held, whatever the filters, and the deals"
            " that were seen in another stage than before."
        ),
        "split_deals": Message(
            "The deals with several lines that belong to several members of the role: they count for each of these, so "
            "that the members add up to more deals than there are."
        ),
        "funnel_levels": Message(
            "The open deals of the review snapshot by layer: how many, how much, the largest of them, and how long "
            "they have been in their stage. A deal that stood there at the first snapshot of all has been there at "
            "least since then, and at most since it was created, unless the data gives the day."
        ),
        "looping_customers": Message(
            "Customers that entered layer 2 for the same product more than 3 times within 365 days, unless the "
            "settings say otherwise. Deals that came one after the other, of which none was won or got to layer 4, are "
            "added up; of other deals each is counted by itself."
        ),
        "stalled_deals": Message(
            "Open deals in layer 4 without a change of stage for more than 30 days, unless the settings say otherwise."
        ),
        "hard_deals": Message(
            "Open deals of layer 4 and above that are in the top quarter of all open deals by amount, or came back "
            "from a later stage, or have been in their stage for more than 30 days; and open deals that a column of "
            "yours says are hard."
        ),
        "advance_rates": Message(
            "Of the deals that stood in a stage at a snapshot, how many were further on, or won, at the next one; in "
            "the last 4 weeks and before, unless the settings say otherwise."
        ),
        "dwell": Message(
            "For each open stage, the days that its open deals have been in it at the review: mean and median. A deal "
            "that stood there at the first snapshot of all, without a day, counts from then: it was there at least so "
            "long. The benchmark is the one you set; without one, the median of the stays that ended and whose "
            "beginning is known. Beyond are the open deals that have been there for longer."
        ),
        "benchmarks": Message(
            "How long deals should stay in each open stage: what you set; without it, the median of the stays that "
            "ended and whose beginning is known."
        ),
        "sales_cycle": Message(
            "Of the 365 days to the review: the deals won and lost, the median days from created to won, and the mean "
            "won amount. A deal closed on its closing day; without one, when it was expected to close, where that is "
            "past; else on the first snapshot that had it closed. What closed before the first snapshot on a day that "
            "nobody knows is counted apart."
        ),
        "layer_trend": Message(
            "The share of each layer in the open amount, at every snapshot up to the review; by number of deals where "
            "no deal has an amount."
        ),
        "stuck_deals": Message(
            "A deal of layers 1 to 3 is stuck when it is in its stage for longer than the benchmark: the one you set, "
            "else the median of your own completed dwells. Beside the stuck deals stand those that left such a stage "
            "in the last weeks: what tells the two apart, and how fast deals get going again, comes from them."
        ),
        "deal_states": Message("Where each deal of a decision was at the snapshot, or when it was seen last."),
        "prospects": Message(
            "The customers that bought before, those that bought most first, with the rep of their newest won deal."
        ),
        "steps": Message(
            "The pairs of snapshots that tell how deals move: those that lie the usual time apart. Of several "
            "snapshots in a week the one nearest to whole weeks before the review counts."
        ),
        "step_counts": Message(
            "Each open deal at the beginning of each step of the last 26 weeks, unless the settings say otherwise (of "
            "the last 65 to learn the time of the quarter), by its layer and age then and those at the end of the "
            "step; won, lost or vanished where it was that. Its age is the time in its stage: under 2, 4, 8, 12 or 20 "
            "weeks, or more. A deal that changed hands counts for whoever had it at the beginning."
        ),
        "entries": Message(
            "The deals that were not open at the beginning of a step and are at its end: new, back or reopened, by the "
            "layer where they came in. Layer 7 are deals that were won within the step, layer 8 those that were "
            "lost; those that closed before it do not count."
        ),
        "open_deals": Message("The open deals at the review, each with its amount; the largest first."),
        "won_amounts": Message(
            "The won deals of the 365 days to the review: how many, and the mean and spread of their amounts; and what "
            "was won in the quarter so far."
        ),
        "conversion": Message(
            "Of the deals that came to a stage, the share that has been in a later layer or was won since. Each deal "
            "counts once, however often it comes back. Deals that came less than 60 days before the review are too "
            "young to judge, whatever became of them: they are left out and counted. Deals that stood there at the "
            "first snapshot of all count as having come then."
        ),
        "outcome_times": Message(
            "The deals by the days since they were created: won, lost, or followed so far without either. Deals that "
            "were created before the snapshots tell what closed are left out: of those, only the ones that lasted are "
            "seen."
        ),
        "close_pushes": Message(
            "The open deals of the review that have an expected close. A push is a later day than the snapshot before "
            "gave; the days are all pushes of a deal added up."
        ),
        "detours": Message(
            "Moves between open stages in the 365 days to the review. A skip goes up by more than one layer, a "
            "regression goes back, a round trip comes to a stage where the deal has been before. Each deal's amount "
            "counts once for each kind."
        ),
        "overdue_deals": Message(
            "The open deals that have been in their stage for longer than its benchmark: the one you set; without one, "
            "the median of the stays that ended and whose beginning is known."
        ),
        "deal_history": Message("One deal at every snapshot that holds it: stage, amount, expected close and dwell."),
    }
)
