"""Everything the manager can set, with its default, and the TOML file that keeps it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Literal

import tomli_w

from analyzer.errors import BadSettings
from analyzer.message import Message
from analyzer.model import Quarter, Stage, Target

Words = Mapping[str, str]
NOTHING: Words = MappingProxyType({})


@dataclass(frozen=True)
class Settings:
    """The manager's settings. Money is in ``currency``; shares are 0..1; days are calendar days.

    stages: the stages as the user placed them; empty means that intake proposes them.
    stage_labels: label in the data -> stage name. columns: header in the data -> field, or "" to set aside.
    same_as: role -> {member in the data: member it is the same as}.
    snapshot_dates: file or "file/sheet" name -> its snapshot date. date_orders: header -> "dmy", "mdy" or "ymd".
    rates: currency -> its worth in ``currency``.
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
    stages: tuple[Stage, ...] = ()
    targets: tuple[Target, ...] = ()
    columns: Words = NOTHING
    stage_labels: Words = NOTHING
    same_as: Mapping[str, Words] = field(default_factory=lambda: MappingProxyType({}))
    snapshot_dates: Mapping[str, date] = field(default_factory=lambda: MappingProxyType({}))
    date_orders: Words = NOTHING
    rates: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))

    def quarter(self, day: date) -> Quarter:
        """The fiscal quarter that holds ``day``."""
        return Quarter.of(day, self.fiscal_year_start)

    def multiple(self, layer: int) -> float:
        """How many times its target a stage of layer 4 or 5 must hold."""
        return {4: self.multiple_layer_4, 5: self.multiple_layer_5}[layer]
