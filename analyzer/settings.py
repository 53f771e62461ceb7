"""Everything the manager can set, with its default, and the TOML file that keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Literal

from analyzer import settings_file as file
from analyzer.model import ROLES, Quarter, Stage, Target

LANGUAGES: Mapping[str, str] = MappingProxyType({"en": "English", "zh_CN": "简体中文"})

Words = Mapping[str, str]


@dataclass(frozen=True)
class Settings:
    """The manager's settings. Money is in ``currency``; shares are 0..1; days are calendar days.

    stages: the stages as the user placed them; empty means that intake proposes them.
    stage_labels: label in the data -> stage name, or "" to leave it out.
    columns: header in the data -> field, or "" to set aside.
    same_as: role -> {member in the data: member it is the same as}.
    snapshot_dates: file or "file/sheet" name -> its snapshot date. date_orders: header -> "dmy", "mdy" or "ymd".
    dated_files: file with a snapshot date here -> what its content begins with as SHA-256: it is no other file's.
    shapes: how sheets were understood, for the next ones of the same shape: header -> field, "" where set aside.
    rates: currency -> its worth in ``currency``. week_start: 1 is Monday.
    few_deals: a rate of fewer is not judged. pushing_from: the share of the focus stage that moved up this week from
    which the team is pushing hard already. completeness_goal, completeness_best: the shares of deals that should hold a
    field. fill_from: the confidence from which suggested fills are offered together. few_won_deals: a rep's amounts at
    a stage are not judged by fewer won deals. inflated_times: an amount is not inflated below so many times the usual.

    Of the rules of the advice (SPEC 6): S1 top_layer (the top of the funnel: layers 1 to this), top_share (of the
    quarter's target that it must hold), new_fall (the fall of new deals that is too much), few_new (fewer new deals
    before are not compared), quiet_week (a week with less than this share of the usual moves is left out). S2
    stuck_cycles (sales cycles a low deal may stay), few_wins (won deals that make a sales cycle), few_dwells (deals
    that make a mean), loop_limit (times a customer may enter layer 2 within loop_days). H1 lead_share,
    lead_weeks, lead_heavy_means. A1 stalled_layer, stalled_days. A2 high_share_of_required. A3 conversion_weeks,
    significance. G1 spread_share. G2 hard_deals_limit, hard_quarter (a deal among this share of the largest is hard).

    Of the rehearsal: rate_weeks (the weeks whose moves tell the rates), shrink_strength (a member's rates are weighed
    as if so many more deals had moved as the team's do), runs, hours_per_new, hours_per_push (what it costs to find an
    opportunity, and to push a deal), push_effect (by which share a push raises the chance to move up). Of the outlook:
    outlook_cycles (the sales cycles it looks ahead). Of health: conversion_days (a deal that came to a stage more
    recently is too young to be judged), few_dwells.
    """

    language: str | None = None
    currency: str | None = None
    fiscal_year_start: int = 1
    week_start: int = 1
    multiple_layer_4: float = 1.5
    multiple_layer_5: float = 1.2
    gauge_basis: Literal["layer", "layer_and_above"] = "layer"
    target_basis: Literal["full", "remaining"] = "full"
    yellow_from: float = 0.60
    deviation_limit: float = 0.15
    few_deals: int = 20
    pushing_from: float = 0.33
    completeness_goal: float = 0.95
    completeness_best: float = 0.98
    fill_from: float = 0.80
    few_won_deals: int = 8
    inflated_times: float = 2.0
    top_layer: int = 1
    top_share: float = 0.80
    new_fall: float = 0.20
    few_new: int = 10
    quiet_week: float = 0.40
    stuck_cycles: float = 2.0
    few_wins: int = 8
    few_dwells: int = 5
    loop_limit: int = 3
    loop_days: int = 365
    lead_share: float = 0.20
    lead_weeks: int = 3
    lead_heavy_means: Literal["push", "add"] = "push"
    stalled_layer: int = 4
    stalled_days: int = 30
    high_share_of_required: float = 0.60
    conversion_weeks: int = 4
    significance: float = 0.05
    spread_share: float = 0.30
    hard_deals_limit: int = 5
    hard_quarter: float = 0.25
    rate_weeks: int = 26
    shrink_strength: float = 20
    runs: int = 10_000
    hours_per_new: float = 4
    hours_per_push: float = 2
    push_effect: float = 0.25
    outlook_cycles: float = 3.0
    conversion_days: int = 60
    stages: tuple[Stage, ...] = ()
    targets: tuple[Target, ...] = ()
    columns: Words = field(default_factory=lambda: MappingProxyType({}))
    stage_labels: Words = field(default_factory=lambda: MappingProxyType({}))
    same_as: Mapping[str, Words] = field(default_factory=lambda: MappingProxyType({}))
    snapshot_dates: Mapping[str, date] = field(default_factory=lambda: MappingProxyType({}))
    dated_files: Words = field(default_factory=lambda: MappingProxyType({}))
    date_orders: Words = field(default_factory=lambda: MappingProxyType({}))
    rates: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    shapes: tuple[Words, ...] = ()

    def quarter(self, day: date) -> Quarter:
        """The fiscal quarter that holds ``day``."""
        return Quarter.of(day, self.fiscal_year_start)

    def multiple(self, layer: int) -> float:
        """How many times its target a stage of layer 4 or 5 must hold."""
        return {4: self.multiple_layer_4, 5: self.multiple_layer_5}[layer]

    @classmethod
    def from_toml(cls, text: str) -> Settings:
        """The settings of a file; a key that is not there keeps its default.

        Raises BadSettings, naming the key and what is allowed there.
        """
        return cls(**file.read(text, READERS))

    def to_toml(self) -> str:
        """The file that `from_toml` reads back as these very settings."""
        return file.write({key: getattr(self, key) for key in READERS})


READERS: Mapping[str, file.Reader] = MappingProxyType(
    {
        "language": file.choice(*LANGUAGES),
        "currency": file.currency,
        "fiscal_year_start": file.whole_number(1, 12),
        "week_start": file.whole_number(1, 7),
        "multiple_layer_4": file.number(0.01, 100),
        "multiple_layer_5": file.number(0.01, 100),
        "gauge_basis": file.choice("layer", "layer_and_above"),
        "target_basis": file.choice("full", "remaining"),
        "yellow_from": file.number(0, 1),
        "deviation_limit": file.number(0, 1),
        "few_deals": file.whole_number(0, 1_000_000),
        "pushing_from": file.number(0, 1),
        "completeness_goal": file.number(0, 1),
        "completeness_best": file.number(0, 1),
        "fill_from": file.number(0, 1),
        "few_won_deals": file.whole_number(1, 1_000_000),
        "inflated_times": file.number(1, 1000),
        "top_layer": file.whole_number(1, 6),
        "top_share": file.number(0, 100),
        "new_fall": file.number(0, 1),
        "few_new": file.whole_number(1, 1_000_000),
        "quiet_week": file.number(0, 1),
        "stuck_cycles": file.number(0, 100),
        "few_wins": file.whole_number(1, 1_000_000),
        "few_dwells": file.whole_number(1, 1_000_000),
        "loop_limit": file.whole_number(1, 1000),
        "loop_days": file.whole_number(1, 10_000),
        "lead_share": file.number(0, 1),
        "lead_weeks": file.whole_number(1, 100),
        "lead_heavy_means": file.choice("push", "add"),
        "stalled_layer": file.whole_number(1, 6),
        "stalled_days": file.whole_number(0, 10_000),
        "high_share_of_required": file.number(0, 10),
        "conversion_weeks": file.whole_number(1, 100),
        "significance": file.number(0.0001, 0.5),
        "spread_share": file.number(0, 1),
        "hard_deals_limit": file.whole_number(0, 1000),
        "hard_quarter": file.number(0, 1),
        "rate_weeks": file.whole_number(1, 520),
        "shrink_strength": file.number(0, 1_000_000),
        "runs": file.whole_number(100, 100_000),
        "hours_per_new": file.number(0.01, 10_000),
        "hours_per_push": file.number(0.01, 10_000),
        "push_effect": file.number(0.001, 10),
        "outlook_cycles": file.number(0.1, 20),
        "conversion_days": file.whole_number(0, 3650),
        "stages": file.stages,
        "targets": file.targets,
        "columns": file.table(file.text),
        "stage_labels": file.table(file.name_or_nothing),
        "same_as": file.table(file.table(file.name), keys=ROLES),
        "snapshot_dates": file.table(file.day),
        "dated_files": file.table(file.name),
        "date_orders": file.table(file.choice("dmy", "mdy", "ymd")),
        "rates": file.table(file.number(1e-9, 1e9)),
        "shapes": file.list_of(file.table(file.text)),
    }
)
