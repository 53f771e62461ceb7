"""F5: rates with their intervals, the velocity and its levers, and when deals are won. Frames in, frames out."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
from statsmodels.duration.survfunc import CumIncidenceRight
from statsmodels.stats.proportion import proportion_confint

from analyzer.settings import Settings

Numbers = npt.NDArray[np.float64]

LEVERS = ("open_count", "mean_won_amount", "win_rate", "cycle_days")
BETTER = 0.10
FOLLOWED, WON, LOST = 0, 1, 2
OUTCOMES = {"open": FOLLOWED, "won": WON, "lost": LOST}
NORMAL_95 = 1.959963984540054


def conversion_rates(conversion: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """The rows of `figures.conversion` with rate (reached / judged), low, high, is_judged, waiting.

    low and high are the Wilson 95% interval; all three are null where no deal can be judged. is_judged: from
    `few_deals` judged deals on. waiting: of the judged, neither further nor lost. Deals too young are in no rate.
    """
    waiting = conversion["judged"] - conversion["reached"] - conversion["lost"]
    rates = _rates(conversion["reached"], conversion["judged"], settings.few_deals)
    return conversion.assign(**rates, waiting=waiting)


def win_rates(cycle: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """One row per member of `figures.sales_cycle`: won / (won + lost) of the last 365 days.

    member, won, closed, rate, low, high (Wilson 95%), is_judged (from `few_deals` closed deals on), is_undated (no
    closed deal has a day: all of them are counted, as nobody knows of which year they are).
    """
    undated = (cycle["won"] + cycle["lost"] == 0) & (cycle["won_undated"] + cycle["lost_undated"] > 0)
    won = cycle["won"].where(~undated, cycle["won_undated"])
    closed = won + cycle["lost"].where(~undated, cycle["lost_undated"])
    rates = _rates(won, closed, settings.few_deals)
    return pd.DataFrame({"member": cycle["member"], "won": won, "closed": closed, **rates, "is_undated": undated})


def velocity(cycle: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """One row per member of `figures.sales_cycle`: what the open deals bring in a day, and what moves it.

    member, open_count, mean_won_amount, win_rate, cycle_days (median days from created to won), velocity (open_count x
    mean_won_amount x win_rate / cycle_days: amount a day), and for each of the four ``with_<lever>``: the velocity if
    that one were 10% better (a cycle: 10% shorter; a win rate: at most 1). Null where any of the four is not known.
    is_judged: from `few_deals` closed deals and `few_wins` won deals with known days on. SPEC F5.
    """
    rates = win_rates(cycle, settings)
    parts = pd.DataFrame(
        {
            "open_count": cycle["open_count"].astype("float64"),
            "mean_won_amount": cycle["mean_won_amount"],
            "win_rate": rates["rate"],
            "cycle_days": cycle["median_days"].where(cycle["median_days"] > 0),
        }
    )
    better = {f"with_{lever}": _velocity_of(parts.assign(**{lever: _better(lever, parts[lever])})) for lever in LEVERS}
    is_judged = rates["is_judged"] & (cycle["won_dated"] >= settings.few_wins)
    parts = parts.assign(velocity=_velocity_of(parts), **better, is_judged=is_judged)
    return pd.concat([cycle[["member"]], parts], axis=1)


def _better(lever: str, values: pd.Series) -> pd.Series:
    if lever == "cycle_days":
        return values * (1 - BETTER)
    raised = values * (1 + BETTER)
    return raised.clip(upper=1.0) if lever == "win_rate" else raised


def _velocity_of(parts: pd.DataFrame) -> pd.Series:
    return parts["open_count"] * parts["mean_won_amount"] * parts["win_rate"] / parts["cycle_days"]


def win_incidence(times: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """One row per number of days on which any deal of `figures.outcome_times` was won, lost or last seen open.

    days, at_risk (deals still followed then), won, lost (the shares won and lost by then), low, high (95% interval of
    won), is_judged (at least `few_deals` still followed). Empty without deals.

    won and lost are the cumulative incidence functions of two competing outcomes by Aalen and Johansen (An empirical
    transition matrix for non-homogeneous Markov chains based on censored observations, Scandinavian Journal of
    Statistics 5, 1978, 141-150): 1 - Kaplan-Meier would take lost deals for deals that may still be won. The standard
    error is that of statsmodels' `CumIncidenceRight` (Marubini and Valsecchi 1995). The interval is taken on the scale
    of log(-log), so that it stays between 0 and 1 (Kalbfleisch and Prentice, The Statistical Analysis of Failure Time
    Data, 2002, 1.4.1); null before the first win, and where nobody is left to be followed.
    """
    if times.empty:
        return pd.DataFrame(columns=["days", "at_risk", "won", "lost", "low", "high", "is_judged"])
    days = np.repeat(times["days"].to_numpy(), times["deals"].to_numpy())
    outcome = np.repeat(times["outcome"].map(OUTCOMES).to_numpy(), times["deals"].to_numpy())
    with np.errstate(divide="ignore", invalid="ignore"):
        found = CumIncidenceRight(days, outcome)
    at_risk = len(days) - np.searchsorted(np.sort(days), found.times)
    won = _incidence(found, WON)
    low, high = _on_log_log_scale(won, _standard_error(found, WON))
    return pd.DataFrame(
        {
            "days": found.times,
            "at_risk": at_risk,
            "won": won,
            "lost": _incidence(found, LOST),
            "low": low,
            "high": high,
            "is_judged": at_risk >= settings.few_deals,
        }
    )


def _incidence(found: CumIncidenceRight, outcome: int) -> Numbers:
    """The share by each time; 0 where no deal had this outcome or a later one of the list."""
    held = found.cinc
    return np.asarray(held[outcome - 1]) if len(held) >= outcome else np.zeros(len(found.times))


def _standard_error(found: CumIncidenceRight, outcome: int) -> Numbers:
    held = found.cinc_se
    return np.asarray(held[outcome - 1]) if len(held) >= outcome else np.full(len(found.times), np.nan)


def _on_log_log_scale(share: Numbers, error: Numbers) -> tuple[Numbers, Numbers]:
    with np.errstate(divide="ignore", invalid="ignore"):
        logged = np.log(share)
        apart = NORMAL_95 * error / (share * logged)
        ends = share ** np.exp(-apart), share ** np.exp(apart)
        inside = (share > 0) & (share < 1) & np.isfinite(error)
    low, high = (np.where(inside, end, np.nan) for end in (np.minimum(*ends), np.maximum(*ends)))
    return low, high


def _rates(hits: pd.Series, tries: pd.Series, few: int) -> dict[str, pd.Series]:
    some = tries.where(tries > 0).astype("float64")
    low, high = proportion_confint(hits.astype("float64"), some, alpha=0.05, method="wilson")
    ends = {name: pd.Series(np.round(end, 12), index=tries.index) for name, end in (("low", low), ("high", high))}
    return {"rate": hits / some, **ends, "is_judged": tries >= max(few, 1)}
